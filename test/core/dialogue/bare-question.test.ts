import { expect, it } from 'vitest'
import { isBareQuestion } from '../../../src/core/dialogue/bare-question.ts'

it.each([
  'pourquoi ?',
  'ah bon pourquoi',
  'dans combien de cas',
  'Et ça dure longtemps ?',
  'qui décide',
  'c grave ?',
])('a question without a subject is bare: « %s »', (text) => {
  expect(isBareQuestion(text)).toBe(true)
})

it.each([
  'pourquoi la piscine ?',
  'combien coûte la prise de sang',
  'ok',
  'ça va bien',
  '',
  'et si ce n’est pas le cas et que ça dure encore longtemps comment on fait',
])('any other message is not: « %s »', (text) => {
  expect(isBareQuestion(text)).toBe(false)
})
