import { expect, it } from 'vitest'
import { type LastAnswer, rankInContext } from '../../../src/core/dialogue/follow-up.ts'
import { type Ranked, toLabel } from '../../../src/core/matching/ranker.ts'

const last: LastAnswer = { id: 'a/one', topic: 'a', question: 'Q', related: ['b/near'] }
const ranking = (chances: Record<string, number>): Ranked[] =>
  Object.entries(chances).map(([id, probability]) => ({ label: toLabel('passage', id), probability }))
/** What is understood of a text alone, and of the last question with it. */
const first = (text: string, alone: Record<string, number>, together: Record<string, number>) =>
  rankInContext(text, last, {
    understand: (read) => ranking(read.startsWith('Q ') || read.startsWith('one ') ? together : alone),
    isBareQuestion: (asked) => asked.includes('pourquoi'),
    subjectOf: (question) => question,
  })[0]?.label.id

it('a message that is sure by itself needs no context', () => {
  expect(first('et le sport ?', { 'c/sport': 0.99 }, { 'a/one': 1 })).toBe('c/sport')
})

it('a long message is read alone', () => {
  const text =
    'quels aliments doit éviter une personne qui manque de globules blancs pendant plusieurs mois de suite ?'
  expect(first(text, { 'c/food': 0.5, 'b/near': 0.4 }, { 'b/near': 1 })).toBe('c/food')
})

it('a follow-up is what fits it and the last question', () => {
  expect(first('et ça ?', { 'c/far': 0.6, 'a/two': 0.3 }, { 'a/one': 0.9, 'a/two': 0.1 })).toBe('a/two')
})

it('where both readings leave it open, what is related to the last passage comes first', () => {
  expect(first('et ça ?', { 'c/far': 0.5, 'b/near': 0.4 }, { 'c/far': 0.1, 'b/near': 0.1 })).toBe('b/near')
})

it('the last passage is said again only where nothing else fits', () => {
  expect(first('et ça ?', { 'a/one': 0.4, 'a/two': 0.4 }, { 'a/one': 0.5, 'a/two': 0.5 })).toBe('a/two')
  expect(first('et ça ?', { 'c/far': 0.5, 'a/one': 0.4 }, { 'a/one': 1 })).toBe('a/one')
})

it('a question without a subject keeps the topic', () => {
  const [alone, together] = [
    { 'c/far': 0.6, 'a/two': 0.05 },
    { 'c/far': 0.5, 'a/two': 0.3 },
  ]
  expect(first('et la piscine ?', alone, together)).toBe('c/far')
  expect(first('ah bon pourquoi ?', alone, together)).toBe('a/two')
})

it('the last subject is read as its question has it and as its id', () => {
  const read: string[] = []
  rankInContext(
    'et ça ?',
    { ...last, id: 'a/raw-milk', question: 'Q of it' },
    {
      understand: (text) => {
        read.push(text)
        return ranking({ 'c/far': 0.5 })
      },
      isBareQuestion: () => false,
      subjectOf: (question) => question.replace(' of it', ''),
    },
  )
  expect(read).toEqual(['et ça ?', 'Q et ça ?', 'raw milk et ça ?'])
})

it('probabilities sum to one', () => {
  const ranked = rankInContext('et ça ?', last, {
    understand: () => ranking({ 'a/two': 0.5, 'c/far': 0.3 }),
    isBareQuestion: () => false,
    subjectOf: (question) => question,
  })
  expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
})
