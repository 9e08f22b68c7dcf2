import { type Activity, ActivityTypes, TestAdapter } from 'botbuilder'
import { describe, expect, it } from 'vitest'
import { toActivity } from '../../src/adapters/bot-framework/activity.ts'
import { createBot } from '../../src/adapters/bot-framework/bot.ts'
import { toTurn } from '../../src/adapters/bot-framework/turn.ts'
import { createMemoryStore } from '../../src/adapters/storage/state-store.ts'
import { answerLine } from '../../src/adapters/text/json-lines.ts'
import { createWithoutOwn } from '../../src/core/dialogue/own-words.ts'
import { emptyState } from '../../src/core/dialogue/turn.ts'
import { screenAll } from '../../src/core/safety/screen.ts'
import { loaded } from '../loaded.ts'

const sign = "j'ai 39,4 de fièvre"
const mention = { type: 'mention', mentioned: { id: 'bot', name: 'Assistant' }, text: '<at>Assistant</at>' }
function nested(depth: number): object {
  return depth === 0 ? { question: sign } : { deeper: nested(depth - 1) }
}
const botQuote = (quoted: string) =>
  `<blockquote itemtype="http://schema.skype.com/Reply"><strong itemprop="mri" itemid="28:bot">Assistant</strong><p itemprop="preview">${quoted}</p></blockquote>`
const ways: Record<string, Partial<Activity>> = {
  'a message': { type: ActivityTypes.Message, text: sign },
  'an edited message': { type: ActivityTypes.MessageUpdate, text: sign },
  "a card's submit": { type: ActivityTypes.Message, value: { question: sign } },
  'a nested card field': { type: ActivityTypes.Message, value: { form: { question: [sign] } } },
  'a card field 30 deep': { type: ActivityTypes.Message, value: nested(30) },
  'a field beside a choice': { type: ActivityTypes.Message, value: { choice: 'menu:0', note: sign } },
  'a field beside a choice in JSON text': {
    type: ActivityTypes.Message,
    value: `{"choice":"menu:0","note":"j'ai 39,4 de fi\\u00e8vre"}`,
  },
  'words where a choice is expected': { type: ActivityTypes.Message, value: { choice: sign } },
  'a card field after 100,000 letters': {
    type: ActivityTypes.Message,
    text: 'bla '.repeat(25_000),
    value: { question: sign },
  },
  "an attachment's caption": {
    type: ActivityTypes.Message,
    text: sign,
    attachments: [{ contentType: 'image/png' }],
  },
  'a message quoted in Teams': {
    type: ActivityTypes.Message,
    text: 'que doit-elle faire ?',
    attachments: [
      {
        contentType: 'text/html',
        content: `<blockquote itemtype="http://schema.skype.com/Reply"><strong itemprop="mri" itemid="29:1">Anne</strong><p itemprop="preview">${sign}</p></blockquote><p>que doit-elle faire ?</p>`,
      },
    ],
  },
  'a message quoted in the text': {
    type: ActivityTypes.Message,
    text: `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1">${sign}</blockquote><p>que doit-elle faire ?</p>`,
  },
  'a message quoted as if a bot had said it': {
    type: ActivityTypes.Message,
    text: `<blockquote itemid="28:x">${sign}</blockquote>`,
  },
  'a reply quoted as if a bot had said it': {
    type: ActivityTypes.Message,
    text: 'merci',
    attachments: [{ contentType: 'text/html', content: botQuote(sign) }],
  },
  'words before a quoted urgent reply': {
    type: ActivityTypes.Message,
    text: botQuote(`${sign} ${loaded.knowledge.urgent.text}`),
  },
  "a quoted reply that names the bot's id": {
    type: ActivityTypes.Message,
    text: 'merci',
    entities: [{ type: 'quotedReply', quotedReply: { senderId: '28:x', preview: sign } }],
  },
  'a quoted reply beside a message': {
    type: ActivityTypes.Message,
    text: '<quoted messageId="1772050244572"/> menu',
    entities: [{ type: 'quotedReply', quotedReply: { senderId: '29:1', preview: sign } }],
  },
  'a forwarded message': {
    type: ActivityTypes.Message,
    attachments: [{ contentType: 'forwardedMessageReference', content: { preview: sign } }],
  },
  'a card that is attached': {
    type: ActivityTypes.Message,
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { body: [{ text: sign }] } },
    ],
  },
  "an attachment's name": {
    type: ActivityTypes.Message,
    attachments: [{ contentType: 'image/png', name: sign }],
  },
  'what is to be spoken': { type: ActivityTypes.Message, text: 'bonjour', speak: sign },
  'a suggested action': {
    type: ActivityTypes.Message,
    text: sign,
    value: { choice: 'passage:definition/apercu' },
  },
  'a quoted reply': { type: ActivityTypes.Message, text: `<blockquote>Bonjour</blockquote>\n${sign}` },
  'an HTML message': { type: ActivityTypes.Message, text: `<p>j&#39;ai 39,4&nbsp;de <b>fi</b>èvre</p>` },
  'a mention first': { type: ActivityTypes.Message, text: `<at>Assistant</at> ${sign}`, entities: [mention] },
  'a mention last': { type: ActivityTypes.Message, text: `${sign} <at>Assistant</at>`, entities: [mention] },
  'words between angle brackets': { type: ActivityTypes.Message, text: "<j'ai 39 de fièvre>" },
  'words between angle quotes': { type: ActivityTypes.Message, text: "<<j'ai 39 de fièvre>>" },
  'words behind an angle bracket': {
    type: ActivityTypes.Message,
    text: 'bonjour <j’ai de la fièvre depuis hier>',
  },
  'words that begin like a tag': { type: ActivityTypes.Message, text: "<b j'ai 39 de fièvre>" },
  'words in a comment': { type: ActivityTypes.Message, text: "bonjour <!-- j'ai 39 de fièvre -->" },
  'words in an attribute': {
    type: ActivityTypes.Message,
    text: `<p>bonjour <img alt="j'ai 39 de fi&egrave;vre"></p>`,
  },
  'a word in an attribute': { type: ActivityTypes.Message, text: "<span title='fièvre'>bonjour</span>" },
  'a word parted by unknown tags': { type: ActivityTypes.Message, text: 'j’ai de la fi<x-y>è</x-y>vre' },
  'named entities': { type: ActivityTypes.Message, text: "j'ai de la fi&egrave;vre" },
  'numeric entities': { type: ActivityTypes.Message, text: "j'ai de la fi&#232;vre" },
  'hexadecimal entities': { type: ActivityTypes.Message, text: "j'ai de la fi&#xE8;vre" },
  'entities escaped twice': { type: ActivityTypes.Message, text: "j'ai de la fi&amp;egrave;vre" },
  'escaped angle brackets': { type: ActivityTypes.Message, text: "&lt;j'ai 39 de fièvre&gt;" },
  'a mention that is no name': {
    type: ActivityTypes.Message,
    text: `bonjour ${sign}`,
    entities: [{ ...mention, text: sign }],
  },
  'the end of a text that is too long': {
    type: ActivityTypes.Message,
    text: `${'bla '.repeat(30_000)} ${sign}`,
  },
  'a very long message': {
    type: ActivityTypes.Message,
    text: `${'bla '.repeat(8000)} ${sign} ${'bla '.repeat(8000)}`,
  },
}

describe('every way in meets the screen first', () => {
  it.each(Object.entries(ways))('%s', async (_name, activity) => {
    const store = createMemoryStore({ lifetimeMs: 1e6, capacity: 10, now: Date.now })
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const bot = createBot({
      assistant: loaded.assistant,
      screen: screenAll(loaded.screen),
      store,
      log,
      render: toActivity,
    })
    await new TestAdapter((context) => bot.run(context), { recipient: { id: 'bot', name: 'Assistant' } })
      .send(activity as Activity)
      .assertReply((reply) => expect(reply.text).toBe(loaded.knowledge.urgent.text))
      .startTest()
  })

  it.each<[string, Partial<Activity>]>([
    [
      "of the bot's own urgent reply",
      {
        type: ActivityTypes.Message,
        text: 'merci',
        attachments: [
          {
            contentType: 'text/html',
            content: `${botQuote(loaded.knowledge.urgent.text)}<p>merci</p>`,
          },
        ],
        entities: [
          {
            type: 'quotedReply',
            quotedReply: { senderId: 'bot', preview: `${loaded.knowledge.urgent.text.slice(0, 150)}…` },
          },
        ],
      },
    ],
    ['in a placeholder', { type: ActivityTypes.Message, text: '<quoted messageId="1772050244572"/> merci' }],
  ])('a quote %s is no emergency and no word of the person', (_name, activity) => {
    const turn = toTurn({ ...activity, recipient: { id: 'bot', name: 'Assistant' } } as Partial<Activity>)
    expect(turn.text).toBe('merci')
    expect(screenAll(loaded.screen, createWithoutOwn(loaded.knowledge))(turn.text, turn.also)).toBeNull()
    expect(loaded.assistant.reply(turn, emptyState).reply.kind).toBe('smalltalk')
  })

  it('the terminal', () => {
    const [line] = answerLine(JSON.stringify({ id: 'a', text: sign }), 1, loaded.assistant, () => 0)
    expect(line).toMatchObject({ kind: 'urgent', text: loaded.knowledge.urgent.text })
  })
})
