import { TestAdapter } from 'botbuilder'
import { expect, it } from 'vitest'
import { createBot } from '../../../src/adapters/bot-framework/bot.ts'
import { readSources } from '../../../src/adapters/files/read-sources.ts'
import { createMemoryStore } from '../../../src/adapters/storage/state-store.ts'
import { readTeamsContent } from '../../../src/adapters/teams/content.ts'
import { createTeamsExtras, type Feedback } from '../../../src/adapters/teams/extras.ts'
import { createRender } from '../../../src/adapters/teams/render.ts'
import { createSearch } from '../../../src/adapters/teams/search.ts'
import { screenAll } from '../../../src/core/safety/screen.ts'
import { loaded } from '../../loaded.ts'

it('a thumb is counted with the passage it is about, and without the words written beside it', async () => {
  const given: Feedback[] = []
  const urgent: string[] = []
  const logged: object[] = []
  const keep = (fields: object) => void logged.push(fields)
  const { assistant } = loaded
  const { cards } = readTeamsContent(readSources())
  const render = createRender(() => cards)
  const extras = createTeamsExtras({
    assistant,
    search: createSearch(loaded),
    render,
    wording: () => ({ cards, caveatLabel: '' }),
    onFeedback: (feedback) => given.push(feedback),
    onUrgent: ({ family }) => urgent.push(family),
  })
  const bot = createBot({
    assistant,
    screen: screenAll(loaded.screen),
    store: createMemoryStore({ lifetimeMs: 1e6, capacity: 10, now: Date.now }),
    log: { info: keep, warn: keep, error: keep },
    render,
    extras,
  })
  const adapter = new TestAdapter((context) => bot.run(context), { channelId: 'msteams' })
  await adapter.send('quels vaccins faire ?').startTest()
  const rate = (replyToId: string, reaction: string, feedbackText = 'mots secrets') => ({
    type: 'invoke',
    name: 'message/submitAction',
    replyToId,
    value: {
      actionName: 'feedback',
      actionValue: { reaction, feedback: JSON.stringify({ feedbackText }) },
    },
  })
  const [reply] = adapter.activeQueue
  await adapter.send(rate(reply?.id ?? '', 'like')).startTest()
  await adapter.send(rate('unknown', 'dislike')).startTest()
  expect(given).toEqual([
    { channel: 'msteams', reaction: 'like', kind: 'answer', passage: 'prevention/vaccins' },
    { channel: 'msteams', reaction: 'dislike', kind: null, passage: null },
  ])
  expect(urgent).toEqual([])
  await adapter.send(rate('unknown', 'dislike', "j'ai 39 de fièvre")).startTest()
  await adapter
    .send({
      type: 'invoke',
      name: 'composeExtension/query',
      value: { parameters: [{ value: 'je convulse' }] },
    })
    .startTest()
  expect(urgent).toEqual(['fever', 'seizure'])
  expect(JSON.stringify([given, logged])).not.toMatch(/secrets|vaccins faire/)
})
