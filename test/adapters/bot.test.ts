import { type Activity, ActivityTypes, TestAdapter } from 'botbuilder'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toActivity } from '../../src/adapters/bot-framework/activity.ts'
import { createBot } from '../../src/adapters/bot-framework/bot.ts'
import { toTurn } from '../../src/adapters/bot-framework/turn.ts'
import { inScope } from '../../src/adapters/scope.ts'
import { createMemoryStore } from '../../src/adapters/storage/state-store.ts'
import { screenAll } from '../../src/core/safety/screen.ts'
import { loaded } from '../loaded.ts'
import { posted } from '../posted.ts'
import { startServer } from '../server.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const newBot = (store = createMemoryStore({ lifetimeMs: 1e6, capacity: 10, now: Date.now })) =>
  createBot({
    assistant: loaded.assistant,
    screen: screenAll(loaded.screen),
    store,
    log: silent,
    render: toActivity,
  })

describe('through the test adapter', () => {
  it('answers with citations and buttons that carry ids', async () => {
    const bot = newBot()
    await new TestAdapter((context) => bot.run(context), { channelId: 'emulator' })
      .send('quels vaccins faire ?')
      .assertReply((activity) => {
        expect(activity.text).toContain('grippe')
        expect(
          activity.entities?.[0]?.citation.every((claim: { position: unknown }) =>
            Number.isInteger(claim.position),
          ),
        ).toBe(true)
        expect((activity as Activity).suggestedActions?.actions[0]?.value.choice).toMatch(/^passage:/)
      })
      .startTest()
  })

  it.each([
    ActivityTypes.Event,
    ActivityTypes.Invoke,
    ActivityTypes.EndOfConversation,
    ActivityTypes.Typing,
    ActivityTypes.MessageReaction,
  ])('answers an emergency in an activity of type %s, and nothing else', async (type) => {
    const bot = newBot()
    const adapter = new TestAdapter((context) => bot.run(context))
    const replies = async (fields: Partial<Activity>) => {
      adapter.activeQueue.length = 0
      await adapter.send({ type, name: 'x', ...fields }).startTest()
      return adapter.activeQueue.filter((sent) => sent.type === 'message').map(({ text }) => text)
    }
    const { text } = loaded.knowledge.urgent
    expect(await replies({ text: "j'ai 39 de fièvre" })).toEqual([text])
    expect(await replies({ value: { useful: false, comment: "j'ai 39 de fièvre" } })).toEqual([text])
    expect(await replies({ text: 'bonjour' })).toEqual([])
    expect(await replies({ value: { useful: true, passage: 'urgence/fievre-39' } })).toEqual([])
  })

  it('keeps the state of an urgent reply over what was said at the same moment', async () => {
    const store = createMemoryStore({ lifetimeMs: 1e6, capacity: 10, now: Date.now })
    const [bothHaveRead, otherIsWritten] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let reads = 0
    const bot = newBot({
      ...store,
      async read(key) {
        const state = await store.read(key)
        if (++reads === 2) bothHaveRead.resolve()
        if (reads <= 2) await bothHaveRead.promise
        return state
      },
      async write(key, state) {
        const isUrgent = state.offered.some((value) => value.startsWith('continue'))
        if (isUrgent) await otherIsWritten.promise
        await store.write(key, state)
        otherIsWritten.resolve()
      },
    })
    const adapter = new TestAdapter((context) => inScope('request-0000', () => bot.run(context)))
    const say = (text: string) => adapter.send(text).startTest()
    await Promise.all([say("j'ai 39 de fièvre"), say('bonjour')])
    adapter.activeQueue.length = 0
    await say('je préfère patienter un peu')
    expect(adapter.activeQueue.map(({ text }) => text)).toEqual([loaded.knowledge.urgent.text])
  })

  it('lets the choices of the welcome be typed, with nothing stored for them', async () => {
    const store = createMemoryStore({ lifetimeMs: 1e6, capacity: 10, now: Date.now })
    const written: string[] = []
    const bot = newBot({
      ...store,
      write: (key, state) => {
        written.push(key)
        return store.write(key, state)
      },
    })
    const adapter = new TestAdapter((context) => bot.run(context), { channelId: 'webchat' })
    const membersAdded = [{ id: 'user', name: '' }]
    await adapter.send({ type: ActivityTypes.ConversationUpdate, membersAdded }).startTest()
    expect(adapter.activeQueue.map(({ text }) => text)).toEqual([loaded.knowledge.phrases.welcome])
    expect(written).toEqual([])
    const [, second] = loaded.assistant.welcome().options
    await adapter.send('2').startTest()
    expect(adapter.activeQueue.at(-1)?.text).toContain(second?.label)
  })

  it('remembers what was said before it is sent, for who answers at once', async () => {
    const steps: string[] = []
    const store = createMemoryStore({ lifetimeMs: 1e6, capacity: 10, now: Date.now })
    const bot = newBot({
      ...store,
      write: (...given: Parameters<typeof store.write>) => {
        steps.push('written')
        return store.write(...given)
      },
    })
    const adapter = new TestAdapter(async (context) => {
      context.onSendActivities(async (_context, _activities, next) => {
        steps.push('sent')
        return next()
      })
      await bot.run(context)
    })
    await adapter.send('menu').startTest()
    expect(steps).toEqual(['written', 'sent'])
  })

  it('answers even when the store is down, emergencies first', async () => {
    const down = {
      read: () => Promise.reject(new Error('down')),
      write: () => Promise.reject(new Error('down')),
      delete: () => Promise.reject(new Error('down')),
    }
    const bot = newBot(down)
    await new TestAdapter((context) => bot.run(context))
      .send('je fais un malaise')
      .assertReply((activity) => expect(activity.text).toBe(loaded.knowledge.urgent.text))
      .send('bonjour')
      .assertReply((activity) => expect(activity.text).toBe(loaded.knowledge.phrases.smalltalk.greeting))
      .startTest()
  })
})

describe('an activity as a turn', () => {
  it.each([
    ['a text', { text: 'bonjour' }, { text: 'bonjour' }],
    [
      'a button',
      { text: 'Quels vaccins ?', value: { choice: 'passage:a/b' } },
      { text: 'Quels vaccins ?', choice: 'passage:a/b' },
    ],
    [
      'a button with what stands beside it',
      { value: '{"choice":"menu:0","note":"merci"}' },
      { text: '', choice: 'menu:0', also: ['merci'] },
    ],
    ['fields of a card', { value: { question: "j'ai 39,5" } }, { text: "j'ai 39,5" }],
    ['an attachment alone', { attachments: [] }, { text: '' }],
    [
      'a mention',
      {
        text: '<at>Assistant</at> bonjour',
        recipient: { id: 'bot', name: 'Assistant' },
        entities: [{ type: 'mention', mentioned: { id: 'bot' }, text: '<at>Assistant</at>' }],
      },
      { text: 'bonjour' },
    ],
    [
      'HTML of Teams',
      {
        text: '<p style="margin-left:39px">Que&nbsp;<a href="https://exemple.fr/40" title="exemple">manger</a><br>&agrave; No&euml;l&nbsp;?</p>\n<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="39">',
      },
      { text: 'Que manger à Noël ?' },
    ],
    [
      'a picture that a program names',
      { text: '<p>merci <emoji id="vomit" alt="🤮" title="Vomissement de sang"></emoji></p>' },
      { text: 'merci' },
    ],
    [
      'code, and an attribute without a value',
      { text: '<codeblock class="x"><code hidden>quels symptômes</code></codeblock>' },
      { text: 'quels symptômes', also: ['x'] },
    ],
    [
      'what is no tag',
      { text: 'a<b et c>d, <3 et &toString; &#0; &#xd800; &#9999999;' },
      {
        text: 'a<b et c>d, <3 et &toString; &#0; &#xd800; &#9999999;',
        also: ['ad, <3 et &toString; &#0; &#xd800; &#9999999;'],
      },
    ],
  ])('%s is read', (_name, activity, turn) => {
    expect(toTurn(activity as Partial<Activity>)).toEqual(turn)
  })
})

it('JSON text in JSON text, however deep, is never more text than was sent', () => {
  let value = '["des mots que personne ne connait"]'
  while (value.length < 200_000) value = `["${value.replaceAll('\\', '\\u005c').replaceAll('"', '\\u0022')}"]`
  const { text, also = [] } = toTurn({ value })
  expect([text, ...also].join('').length).toBeLessThanOrEqual(value.length)
})

describe('over HTTP', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  const post = (activity: unknown) =>
    fetch(`${server.address}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    })
  it('expectReplies brings the reply back', async () => {
    const response = await post(posted('la leucopénie est-elle contagieuse ?', 'c1'))
    expect(response.status).toBe(200)
    const { activities } = (await response.json()) as { activities: Activity[] }
    expect(activities[0]?.text).toContain('contagieu')
  })

  it.each([[{}], [[]], [{ type: 3 }]])('refuses %j with 400', async (body) => {
    expect((await post(body)).status).toBe(400)
  })
})
