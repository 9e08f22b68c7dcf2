import { afterEach, expect, it } from 'vitest'
import { memory, remembering } from '../../../src/core/language/memory.ts'

const before = memory.keeps
afterEach(() => {
  memory.keeps = before
})

it('what is worked out of a word is kept for the words that the memory keeps, and for no other', () => {
  const asked: string[] = []
  const length = remembering((word) => asked.push(word))
  memory.keeps = (word) => word === 'globule'
  for (const word of ['globule', 'globule', 'dupont', 'dupont']) length(word)
  expect(asked).toEqual(['globule', 'dupont', 'dupont'])
})
