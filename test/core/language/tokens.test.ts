import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/core/language/fold.ts'
import { phonetic } from '../../../src/core/language/phonetic.ts'
import { createRepair } from '../../../src/core/language/repair.ts'
import { words } from '../../../src/core/language/tokens.ts'

describe('fold', () => {
  it.each([
    ['Œdème', 'oedeme'],
    ['L’été', "l'ete"],
    ['fi\u200bèvre', 'fievre'],
    ['ÇA', 'ca'],
    ['حرارتي ٣٩٫٥', 'حرارتی 39,5'],
    ['تب ۳۹', 'تب 39'],
    ['كم', 'کم'],
  ])('turns %s into %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  // An invisible character goes the long way through the Unicode tables; without it the text goes by the letter table.
  it('folds letter by letter as the Unicode tables do', () => {
    const codes = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code))
    const typed = codes.filter((letter) => /[ -~À-ÖØ-öø-ÿ]/.test(letter))
    for (const letters of [
      [...typed, ...'œŒ’‘«»'],
      [...codes, ...'“…ʼſ'],
    ])
      fc.assert(
        fc.property(fc.string({ unit: fc.constantFrom(...letters) }), (text) => {
          expect(fold(text)).toBe(fold(`\u200b${text}`))
        }),
        { numRuns: 1000 },
      )
  })
})

describe('words', () => {
  it.each([
    ['4 000 globules', ['4000', 'globules']],
    ["l'hémato-oncologue", ['l', 'hemato', 'oncologue']],
    ['troooop', ['trop']],
    ['2,3 %', ['2,3']],
  ])('reads %s', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })
})

it.each([
  ['kestion', 'question'],
  ['fatigé', 'fatigué'],
  ['farmacie', 'pharmacie'],
  ['cincope', 'syncope'],
  ['sinq', 'cinq'],
  ['jan', 'gens'],
])('%s sounds like %s', (typed, meant) => {
  expect(phonetic(fold(typed)).slice(0, 4)).toBe(phonetic(fold(meant)).slice(0, 4))
})

describe('repair', () => {
  const french = new Set(['globules', 'chevre', 'europe', 'vaccin', 'neutrophiles'])
  const vocabulary = new Map([
    ['globules', 9],
    ['vaccin', 4],
    ['neutrophiles', 5],
  ])
  const repair = createRepair({ vocabulary, isWord: (word) => french.has(word) })

  it.each([
    ['globulle', 'globules'],
    ['vaksin', 'vaccin'],
    ['neutrofiles', 'neutrophiles'],
    ['leurope', 'europe'],
    ['jvaksine', 'jvaksine'],
    ['jvaccin', 'vaccin'],
    ['chevre', 'chevre'],
    ['europe', 'europe'],
    ['xyzxyz', 'xyzxyz'],
  ])('makes %s into %s', (typed, meant) => {
    expect(repair(typed)).toBe(meant)
  })
})
