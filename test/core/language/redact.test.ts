import { expect, it } from 'vitest'
import { createRedact } from '../../../src/core/language/redact.ts'

const vocabulary = new Map([
  ['je', 90],
  ['peux', 40],
  ['manger', 30],
  ['du', 90],
  ['boulgour', 1],
  ['dupont', 6],
])
const french = new Set(['je', 'peux', 'manger', 'du', 'boulgour'])
const redact = createRedact(vocabulary, (word) => french.has(word))

it.each([
  ['je peux manger du boulgour', 'je peux manger du …'],
  ['Je peux manger du 0612345678 ?', 'je peux manger du …'],
  ['Martine Dupont, je peux manger', '… je peux manger'],
  ['Martine Dupont 75011', null],
  ['je', null],
  [`${'je '.repeat(30)}`, Array(14).fill('je').join(' ')],
])('« %s » is told as « %s »', (text, told) => {
  expect(redact(text)).toBe(told)
})
