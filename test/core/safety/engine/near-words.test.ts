import { describe, expect, it } from 'vitest'
import { createNear, isOneEdit } from '../../../../src/core/safety/near-words.ts'

const { near, hear } = createNear(
  new Map([
    ['fievre', [1, 7]],
    ['essouffle', [2]],
    ['mourir', [3]],
    ['mourire', [4]],
    ['toux', [5]],
    ['poitrine', [6]],
    ['cours', [8]],
    ['tremble', [9]],
  ]),
)
const ids = (word: string) => [...new Set(near(word))].sort()

describe('a misspelt word is near', () => {
  it.each([
    ['fievr', [1, 7]],
    ['fievrre', [1, 7]],
    ['fiavre', [1, 7]],
    ['fieve', [1, 7]],
    ['feivre', [1, 7]],
    ['poitrinne', [6]],
    ['oitrine', []],
    ['poitrne', [6]],
  ])('a known one at one edit: %s', (word, expected) => {
    expect(ids(word)).toEqual(expected)
  })

  it.each([
    ['phievre', [1, 7]],
    ['aissoufle', [2]],
    ['poytrine', [6]],
  ])('a known one of the same sound: %s', (word, expected) => {
    expect(ids(word)).toEqual(expected)
  })

  it('every known one that it may be', () => {
    expect(ids('mourirr')).toEqual([3, 4])
  })
})

it.each([
  ['poytrine', [6]],
  ['poitrne', []],
  ['phievre', [1, 7]],
  ['tou', []],
  ['muriran', []],
  ['kourp', []],
  ['tremblez', [9]],
])('« %s » sounds like known words of five sounds or more: %j', (word, expected) => {
  expect([...new Set(hear(word))].sort()).toEqual(expected)
})

it.each(['touxx', 'tou', 'xyzxyz', 'poitrail', 'fie', ''])('« %s » is near no known word', (word) => {
  expect(near(word)).toEqual([])
})

it('where no word is known none is near', () => {
  expect(createNear(new Map()).near('fievre')).toEqual([])
  expect(createNear(new Map()).hear('fievre')).toEqual([])
})

it('letters swapped at the end are one edit, two other letters are not', () => {
  expect(isOneEdit('poitrien', 'poitrine')).toBe(true)
  expect(isOneEdit('poitriab', 'poitrine')).toBe(false)
})
