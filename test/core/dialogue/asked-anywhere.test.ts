import { expect, it } from 'vitest'
import { emptyState } from '../../../src/core/dialogue/turn.ts'
import { loaded } from '../../loaded.ts'

const { assistant, knowledge } = loaded
const ids = [...knowledge.passages.keys()]

/** A question that is whole by itself is not swallowed by what was answered before it, whatever that was. */
it.each([
  ["c'est un cancer ?", /^(?:causes\/maladies-du-sang|complications\/leucemie)$/],
  ["est-ce que c'est une leucémie ?", /^(?:causes\/maladies-du-sang|complications\/leucemie)$/],
  ["c'est le sida ?", /^(?:causes\/virus|diagnostic\/serologies)$/],
  ["c'est contagieux ?", /^faq-contagion\//],
  ['ça se guérit ?', /^(?:faq-guerison|pronostic)\//],
  ['je peux en mourir ?', /^(?:complications|pronostic)\//],
  [
    "c'est héréditaire ?",
    /^(?:causes\/genetiques|prevention\/constitutionnelles|pronostic\/constitutionnelles)$/,
  ],
  ["c'est à cause du stress ?", /^(?:diagnostic\/faux-resultat|causes\/)/],
  ['je peux voyager ?', /^(?:faq-voyage|recommandations)\//],
  ['je peux faire du sport ?', /^faq-sport\//],
  ['quand dois-je consulter ?', /^quand-consulter\//],
])('« %s » is understood after nearly every answer', (text, right) => {
  const wrong = ids.filter((passage) => {
    const { reply } = assistant.reply({ text }, { ...emptyState, passage })
    return reply.kind !== 'answer' || !right.test(reply.passage)
  })
  expect(wrong.length).toBeLessThanOrEqual(ids.length / 20)
})
