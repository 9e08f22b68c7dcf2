import { describe, expect, it } from 'vitest'
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
