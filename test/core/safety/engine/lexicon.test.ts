import { expect, it } from 'vitest'
import { createLexicon } from '../../../../src/core/safety/lexicon.ts'

const french = new Set(['suffoque', 'suffocation', 'saigne', 'reserve'])
const { read, readAsWritten } = createLexicon({
  entries: [['suffoque'], ['suffo*'], ['=suffoque'], ['saigne'], ['convulser'], ['serve']],
  isWord: (word) => french.has(word),
  words: french,
})

it('a word is every form that it is: whole, beginning, to the letter', () => {
  expect([...readAsWritten('suffoque')].sort()).toEqual([0, 1, 2])
  expect([...read('suffoque')].sort()).toEqual([0, 1, 2])
  expect(read('suffocation')).toEqual([1])
  expect(read('bonjour')).toEqual([])
})

it('what happens again is the same sign, unless the word is one of its own', () => {
  expect(read('reconvulser')).toEqual([4])
  expect(read('jsaigne')).toEqual([3])
  expect(read('reserve')).toEqual([])
})
