import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadFrenchWords } from '../../../src/adapters/files/french-words.ts'
import { createHasWord, packWords } from '../../../src/core/language/word-set.ts'

const french = loadFrenchWords()
const hasWord = createHasWord(packWords(french))

it('every French word is found again', () => {
  expect([...french].filter((word) => !hasWord(word))).toEqual([])
})

it('what is no word is not found', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 14 }), (text) => {
      expect(hasWord(text)).toBe(french.has(text))
    }),
    { numRuns: 3000 },
  )
  const typed = [...french].slice(0, 20_000).map((word) => `${word}q`)
  expect(typed.filter((word) => hasWord(word) !== french.has(word))).toEqual([])
})

it('of no words none is found', () => {
  expect(createHasWord(packWords([]))('mot')).toBe(false)
})
