import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadFrenchWords } from '../../../src/adapters/files/french-words.ts'
import { readSources } from '../../../src/adapters/files/read-sources.ts'
import { readShortenings } from '../../../src/core/language/word-lists.ts'
import { readSafetyRules } from '../../../src/core/safety/rules.ts'
import { createScreen } from '../../../src/core/safety/screen.ts'

const files = readSources()
const rules = readSafetyRules(files, [])
if (!rules) throw new Error('no rule table')
const words = loadFrenchWords()
const shortenings = readShortenings(files.get('intents/sms.txt') ?? '')
/** The rules alone: the second net, which has learned these messages, would hide a fault. */
const screen = createScreen({ rules, isWord: (word) => words.has(word), words, shortenings })
const twins = readFileSync(new URL('twins.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')

it('an emergency that stands beside the words of an excuse is no excuse for silence', () => {
  expect(twins.length).toBeGreaterThan(2_500)
  expect(twins.filter((text) => screen(text) === null)).toEqual([])
})
