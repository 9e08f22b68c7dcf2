import { expect, it } from 'vitest'
import { coveredWords } from '../../../../src/core/safety/covered-words.ts'
import type { SafetyRules } from '../../../../src/core/safety/rules.ts'

const table = {
  rules: [
    { match: ['suffo*|mal ..2 étouff*', 'air'], unless: ['gate*'], unlessHere: ['gris*'] },
    { match: ['a12* rien'], unless: [], unlessHere: [] },
  ],
  classes: { pain: ['brul*', 'mal'] },
} as unknown as SafetyRules
const covered = (...words: string[]) => coveredWords(table, words)

it('words that begin like a beginning of a match, an excuse or a class are covered', () => {
  expect(covered('suffoque', 'gateau', 'grise', 'brulure', 'étouffe', 'a123')).toEqual([
    'suffoque',
    'gateau',
    'grise',
    'brulure',
    'étouffe',
    'a123',
  ])
})

it('a beginning covers itself, and nothing that is shorter or begins otherwise', () => {
  expect(covered('suffo', 'suff', 'gate', 'gat', 'agate', 'brul', 'bru')).toEqual(['suffo', 'gate', 'brul'])
})

it('whole words, classes by name and words beyond a gap cover nothing', () => {
  expect(covered('mal', 'air', 'aire', 'maladie', 'rien', 'pain')).toEqual([])
})

it('a table without beginnings covers no word', () => {
  expect(coveredWords({ rules: [], classes: {} } as unknown as SafetyRules, ['mot'])).toEqual([])
})
