import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Activity, TestAdapter } from 'botbuilder'
import { describe, expect, it } from 'vitest'
import { createBot } from '../../../src/adapters/bot-framework/bot.ts'
import { projectRoot, readSources } from '../../../src/adapters/files/read-sources.ts'
import { createMemoryStore } from '../../../src/adapters/storage/state-store.ts'
import { readTeamsContent } from '../../../src/adapters/teams/content.ts'
import { createRender, toTeamsActivity } from '../../../src/adapters/teams/render.ts'
import { answerLine, type TurnLine } from '../../../src/adapters/text/json-lines.ts'
import { toAnswer } from '../../../src/core/dialogue/answer.ts'
import type { Reply } from '../../../src/core/dialogue/turn.ts'
import { screenAll } from '../../../src/core/safety/screen.ts'
import { loaded } from '../../loaded.ts'
import { teamsFaults } from './connector.ts'

const { assistant, knowledge } = loaded
const { cards } = readTeamsContent(readSources())
const rows = (set: string) =>
  readFileSync(join(projectRoot, `test/eval/${set}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; text: string; turns?: { text: string }[] })
const conversations = [
  ...rows('dialogues').slice(0, 20),
  ...rows('inscope').slice(0, 20),
  ...rows('urgent').slice(0, 10),
  ...rows('oos').slice(0, 10),
].map(({ id, text, turns }) => ({ id, turns: turns?.map((turn) => turn.text) ?? [text] }))

const log = { info: () => {}, warn: () => {}, error: () => {} }

/** A conversation over a channel: the replies as the core gave them and as they were sent. */
async function talk(channelId: string, turns: readonly string[]) {
  const store = createMemoryStore({ lifetimeMs: 1e6, capacity: 10, now: Date.now })
  const replies: Reply[] = []
  const extras = {
    invoke: async () => null,
    sent: (_activity: Activity, _id: string, reply: Reply) => replies.push(reply),
  }
  const bot = createBot({
    assistant,
    screen: screenAll(loaded.screen),
    store,
    log,
    render: createRender(() => cards),
    extras,
  })
  const adapter = new TestAdapter((context) => bot.run(context), { channelId })
  for (const text of turns) await adapter.send(text).startTest()
  return { replies, sent: adapter.activeQueue }
}

const outline = (reply: Reply) => ({
  kind: reply.kind,
  passage: 'passage' in reply ? reply.passage : null,
  citations: 'citations' in reply ? reply.citations.map(({ number }) => number) : [],
  options: reply.options.map(({ label }) => label),
})

describe('60 conversations', () => {
  it('are sixty', () => expect(conversations).toHaveLength(60))

  it.each(conversations.map(({ id, turns }) => [id, turns] as const))(
    '%s: Teams, Direct Line and the terminal say the same',
    async (id, turns) => {
      const terminal = answerLine(JSON.stringify({ id, turns }), 1, assistant, () => 0) as TurnLine[]
      const expected = terminal.map(({ kind, passage, citations, options }) => ({
        kind,
        passage,
        citations,
        options: options.map(({ label }) => label),
      }))
      const teams = await talk('msteams', turns)
      const direct = await talk('directline', turns)
      expect(teams.replies.map(outline)).toEqual(expected)
      expect(direct.replies.map(outline)).toEqual(expected)
      for (const { sent } of [teams, direct])
        expect(sent.map(({ text }) => withoutLinks(text))).toEqual(terminal.map(({ text }) => text))
      expect(teams.sent.flatMap(teamsFaults)).toEqual([])
    },
  )
})

/** Clients of Direct Line read Markdown: what makes its numbers links shows nothing, and parts them. */
function withoutLinks(text: string | undefined): string {
  return (text ?? '').replace(/\n\n\[\d+\]: cite:[\s\S]*$/, '').replace(/\] (?=\[\d)/g, ']')
}

it('every passage fits Teams, with every number of its text cited', () => {
  for (const passage of knowledge.passages.values()) {
    const activity = toTeamsActivity(toAnswer(passage, knowledge, { confidence: 1 }), cards)
    expect(teamsFaults(activity), passage.id).toEqual([])
  }
})
