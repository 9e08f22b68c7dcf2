import { expect, it } from 'vitest'
import { createRedact } from '../../../src/core/language/redact.ts'

const vocabulary = new Map([
  ['je', 90],
  ['peux', 40],
  ['manger', 30],
  ['cru', 25],
  ['du', 90],
  ['boulgour', 1],
  ['dupont', 60],
])
const french = new Set(['je', 'peux', 'manger', 'cru', 'du', 'boulgour'])
const redact = createRedact({
  vocabulary,
  isWord: (word) => french.has(word),
  grammar: new Set(['je', 'du']),
})

it.each([
  ['je peux manger du boulgour', 'manger peux'],
  ['Peux-tu manger cru, je peux manger ?', 'cru manger peux'],
  ['Martine Dupont 0612345678, du cru', 'cru'],
  ['Martine Dupont 75011', null],
  ['je', null],
  ['manger', null],
  ['cru manger', null],
])('« %s » is told as « %s »', (text, told) => {
  expect(redact(text)).toBe(told)
})
