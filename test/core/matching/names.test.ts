import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexNames, nameOf, numberOf, pairOf } from '../../../src/core/matching/names.ts'

const name = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })

describe('the names of signals', () => {
  it('are 32-bit numbers, the same for the same text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(nameOf(text)).toBe(nameOf(text))
        expect(nameOf(text) | 0).toBe(nameOf(text))
      }),
    )
  })

  it('tell a pair from its reverse and from the pair of another kind', () => {
    const [fever, head] = [nameOf('fievre'), nameOf('tete')]
    expect(pairOf(1, fever, head)).not.toBe(pairOf(1, head, fever))
    expect(pairOf(1, fever, head)).not.toBe(pairOf(2, fever, head))
    expect(pairOf(1, fever, head) | 0).toBe(pairOf(1, fever, head))
  })

  it('seldom fall together: 20,000 words and 20,000 pairs of them', () => {
    const words = Array.from({ length: 20_000 }, (_, i) => nameOf(`mot${i}`))
    const pairs = words.map((word, i) => pairOf(1, word, words[(i * 7 + 1) % words.length] as number))
    expect(new Set([...words, ...pairs]).size).toBeGreaterThan(39_990)
  })
})

describe('an index of names', () => {
  it('numbers each name once, in the order in which it first came, and no other', () => {
    fc.assert(
      fc.property(fc.array(name), fc.array(name), (known, asked) => {
        const index = indexNames(known)
        const distinct = [...new Set(known)]
        expect(index.size).toBe(distinct.length)
        for (const [number, name] of distinct.entries()) expect(numberOf(index, name)).toBe(number)
        for (const name of asked) expect(numberOf(index, name)).toBe(distinct.indexOf(name))
      }),
    )
  })

  it('keeps places free, so that a search for an unknown name ends', () => {
    for (const size of [0, 1, 4, 8, 9, 1000]) {
      const index = indexNames(Array.from({ length: size }, (_, i) => i * 8))
      expect(index.names.length).toBeGreaterThanOrEqual(Math.max(8, size * 2))
      expect(numberOf(index, -1)).toBe(-1)
    }
  })

  it('is plain data that a copy knows as well', () => {
    const index = structuredClone(indexNames([3, 0, -7]))
    expect([3, 0, -7, 1].map((name) => numberOf(index, name))).toEqual([0, 1, 2, -1])
  })
})
