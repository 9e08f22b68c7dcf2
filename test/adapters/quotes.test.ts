import { expect, it } from 'vitest'
import { withoutQuotes } from '../../src/adapters/bot-framework/quotes.ts'
import { toTurn } from '../../src/adapters/bot-framework/turn.ts'
import { emptyState } from '../../src/core/dialogue/turn.ts'
import { loaded } from '../loaded.ts'

const { assistant, knowledge } = loaded
const quoting = (quoted: string, said: string, author = '') =>
  `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1">${author}<p>${quoted}</p></blockquote>\n<p>${said}</p>`
const answerTo = (text: string) => {
  const attachments = [{ contentType: 'text/html', content: text }]
  return assistant.reply(toTurn({ text, attachments }), emptyState).reply
}

it('what is written below a quoted answer is answered, whatever the answer says', () => {
  const drowned = [...knowledge.passages.values()].filter(({ id }) => {
    const { text } = assistant.reply({ text: '', choice: `passage:${id}` }, emptyState).reply
    const reply = answerTo(quoting(text.replaceAll('\n', '<br>'), 'merci, et est-ce contagieux ?'))
    return reply.kind !== 'answer' || reply.topic !== 'faq-contagion'
  })
  expect(drowned.map(({ id }) => id)).toEqual([])
})

it('a quoted urgent reply is no emergency, and neither is one that Teams cut', () => {
  const { text } = knowledge.urgent
  expect(answerTo(quoting(text, 'merci')).kind).toBe('smalltalk')
  expect(answerTo(quoting(`${text.slice(0, 150)}…`, 'merci')).kind).toBe('smalltalk')
  expect(answerTo(quoting(`${knowledge.phrases.stillUrgent} ${text}`, 'merci')).kind).toBe('smalltalk')
})

it("a quoted answer is none behind its author's name either", () => {
  const bot = '<strong itemprop="mri" itemid="28:bot">Le robot du service</strong>'
  const { passages, urgent } = knowledge
  const said = [urgent.text, ...[...passages.values()].map(({ text }) => text)]
  const alarming = said.filter((text) => answerTo(quoting(text, 'merci', bot)).kind !== 'smalltalk')
  expect(alarming).toEqual([])
  const forged = quoting(`j'ai 39 de fièvre ${urgent.text}`, 'merci', bot)
  expect(answerTo(forged).kind).toBe('urgent')
})

it.each([
  "j'ai 39 de fièvre",
  'fièvre',
  `${knowledge.urgent.text} j'ai 39 de fièvre`,
  `j'ai 39 de fièvre ${knowledge.urgent.text}`,
])("a person's quoted words are screened: %s", (words) => {
  expect(answerTo(quoting(words, 'que faire ?')).kind).toBe('urgent')
})

it('a message below a quotation is screened too', () => {
  expect(answerTo(quoting(knowledge.urgent.text, "j'ai 39 de fièvre")).kind).toBe('urgent')
})

it('a quotation of another kind stays in the text', () => {
  const marked = '<blockquote>est-ce contagieux ?</blockquote>'
  expect(withoutQuotes(marked)).toEqual({ rest: marked, quotes: [] })
})

it('beginnings without an end take no time', () => {
  const open = '<blockquote itemtype="http://schema.skype.com/Reply">'.repeat(20_000)
  expect(withoutQuotes(open)).toEqual({ rest: open, quotes: [] })
})
