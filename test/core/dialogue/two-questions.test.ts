import { describe, expect, it } from 'vitest'
import { emptyState } from '../../../src/core/dialogue/turn.ts'
import { splitQuestions } from '../../../src/core/dialogue/two-questions.ts'
import { loaded } from '../../loaded.ts'

const topics = (text: string) =>
  splitQuestions(text, loaded.understand)?.map((passage) => passage.split('/')[0]) ?? null

describe('two questions in one message', () => {
  it.each([
    ['parted by a question mark', 'Est-ce que c’est contagieux ? Puis-je faire du sport ?'],
    ['joined by a word that asks', 'est-ce que c’est contagieux et est-ce que je peux faire du sport ?'],
    ['joined by « et aussi »', 'est-ce que c’est contagieux et aussi je peux faire du sport'],
  ])('are told apart when %s', (_, text) => expect(topics(text)).toEqual(['faq-contagion', 'faq-sport']))

  it.each([
    [
      'a story',
      'Puis-je faire du sport ? mon épouse a lu sur un forum que mes globules baissent à cause de la chimio.',
    ],
    ['an excuse', 'Est-ce que c’est contagieux ? Mon hématologue est en congé.'],
  ])('are not seen where %s follows one', (_, text) => expect(topics(text)).toBeNull())
})

const { assistant, knowledge } = loaded
const asked = (text: string) => {
  const { reply } = assistant.reply({ text }, emptyState)
  return reply.kind === 'answer' ? reply : null
}

describe('neither of two questions is dropped without a word', () => {
  it.each([
    [
      'after a story',
      'Elle prend de l’azathioprine. Est-ce que ce médicament peut faire baisser ses globules blancs ? Et peut-elle voir ses petits-enfants ?',
      'causes/medicaments',
      'faq-contacts/enfants',
    ],
    [
      'with one beginning',
      'Est-ce que je peux faire du sport et manger des sushis ?',
      'faq-sport/apercu',
      'vie-quotidienne/aliments-eviter',
    ],
    [
      'where one leans on the other',
      'Le lupus peut-il en être la cause ? Et comment soigne-t-on alors ?',
      'causes/lupus',
      'traitements/apercu',
    ],
    [
      'on one topic',
      'Faut-il porter un masque ? Et peut-on manger des sushis ?',
      'vie-quotidienne/masque',
      'vie-quotidienne/aliments-eviter',
    ],
  ])('%s', (_, text, first, second) => {
    const reply = asked(text)
    expect(reply).toMatchObject({ passage: first, lead: knowledge.phrases.alsoAsked })
    expect(reply?.options[0]?.passage).toBe(second)
  })

  it.each([
    'Combien de paracétamol je peux prendre par jour ? Et faut-il porter un masque ?',
    'Faut-il porter un masque ? Et combien de paracétamol je peux prendre par jour ?',
  ])('where the article answers only one: « %s »', (text) =>
    expect(asked(text)).toMatchObject({
      passage: 'vie-quotidienne/masque',
      lead: knowledge.phrases.alsoMissed,
    }),
  )

  it.each([
    ['puis-je voyager en avion et est-ce que je peux avoir un chien ?', 'faq-voyage/apercu'],
    [
      'puis-je manger des sushis et est-ce que je peux porter des lentilles de contact ?',
      'vie-quotidienne/aliments-eviter',
    ],
    ['quels sont les symptômes et est-ce que mon assurance paie ?', 'symptomes/apercu'],
  ])('where a word that asks joins them: « %s »', (text, passage) =>
    expect(asked(text)).toMatchObject({ passage, lead: knowledge.phrases.alsoMissed }),
  )

  it.each([
    'Est-ce que c’est contagieux ? Est-ce que vous êtes médecin ?',
    'Vous êtes un robot ? Est-ce que c’est contagieux ?',
  ])('for small talk beside it: « %s »', (text) =>
    expect(asked(text)).toMatchObject({ passage: 'faq-contagion/apercu', lead: null }),
  )

  it.each([
    ['a courtesy', 'Ça va bien aujourd’hui ? Est-ce que c’est contagieux ?'],
    ['the same question again', 'Est-ce contagieux ? Je peux contaminer mes proches ?'],
    ['two deeds of one kind', 'puis-je sortir et voir mes amis ?'],
  ])('and %s is no second one', (_, text) => expect(asked(text)?.lead).toBeNull())

  it('and what the other is about may be foreign to the article as a whole', () =>
    expect(asked('Mon chien peut-il avoir une leucopénie ? Faut-il l’isoler ?')).toBeNull())
})
