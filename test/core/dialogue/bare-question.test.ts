import { expect, it } from 'vitest'
import { createIsBareQuestion } from '../../../src/core/dialogue/bare-question.ts'
import { loaded } from '../../loaded.ts'

const { isBareQuestion } = loaded.context

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

it('the word lists alone decide', () => {
  const isBare = createIsBareQuestion({ asking: new Set(['pourquoi']), plain: [new Set(['ah'])] })
  expect([isBare('Ah, pourquoi ?'), isBare('ah'), isBare('bon pourquoi')]).toEqual([true, false, false])
})
