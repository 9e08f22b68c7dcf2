import { expect, it } from 'vitest'
import { beginningsIn, numberIn, packForms } from '../../../src/core/language/forms.ts'

const forms = packForms([
  ['vom*', 1],
  ['vomi*', 2],
  ['vomir', 3],
  ['vomir', 4],
])

it('a text has its number, of two the first', () => {
  expect(numberIn(forms, 'vomir')).toBe(3)
  expect(numberIn(forms, 'vomi')).toBe(-1)
})

it('the beginnings of a text are found from a length on, the shortest first', () => {
  expect(beginningsIn(forms, 'vomissements', 3)).toEqual([1, 2])
  expect(beginningsIn(forms, 'vomissements', 4)).toEqual([2])
  expect(beginningsIn(forms, 'vo', 3)).toEqual([])
})
