import { afterEach, expect, it } from 'vitest'
import { loadAssistant } from '../../../src/adapters/files/load-assistant.ts'
import { readSources } from '../../../src/adapters/files/read-sources.ts'
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

it('a content that cannot be loaded leaves the memory as closed as it was', () => {
  const closed = () => false
  memory.keeps = closed
  class Broken extends Map<string, string> {
    override get(name: string) {
      if (name === 'intents/sms.txt') throw new Error('unreadable')
      return super.get(name)
    }
  }
  expect(() => loadAssistant(new Broken(readSources()))).toThrow('unreadable')
  expect(memory.keeps).toBe(closed)
})
