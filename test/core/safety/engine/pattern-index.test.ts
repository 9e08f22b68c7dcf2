import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchAt, type Readings } from '../../../../src/core/safety/pattern.ts'
import { type Entry, type Found, indexPatterns } from '../../../../src/core/safety/pattern-index.ts'

const ids = 6
const entry = (rule: string, elements: [id: number, gap: number][], within: number | null = null): Entry => ({
  pattern: { rule, elements: elements.map(([id, gap]) => ({ id, gap })), within },
  excuses: [],
})
const all = () => true
const place = (found: Found | null) => found && { rule: found.entry.pattern.rule, span: found.span }

describe('the pattern index', () => {
  it('finds the sign that begins first, whatever the order of the table', () => {
    const find = indexPatterns(
      [
        entry('late', [[3, 0]]),
        entry('early', [
          [1, 0],
          [2, 1],
        ]),
      ],
      ids,
    )
    expect(place(find([[0], [1], [5], [2], [3]], all))).toEqual({ rule: 'early', span: [1, 3] })
  })

  it('takes the first of the table where two begin at one place', () => {
    const find = indexPatterns(
      [
        entry('short', [[1, 0]]),
        entry('long', [
          [1, 0],
          [2, 0],
        ]),
      ],
      ids,
    )
    expect(place(find([[1], [2]], all))?.rule).toBe('short')
  })

  it('goes on behind a sign that is not accepted', () => {
    const find = indexPatterns([entry('one', [[1, 0]])], ids)
    expect(place(find([[1], [0], [1]], (_, [from]) => from > 0))?.span).toEqual([2, 2])
    expect(find([[1], [0], [1]], () => false)).toBeNull()
  })

  it('keeps nothing of the text before', () => {
    const find = indexPatterns(
      [
        entry('both', [
          [1, 0],
          [2, 4],
        ]),
      ],
      ids,
    )
    expect(find([[1]], all)).toBeNull()
    expect(find([[2]], all)).toBeNull()
    expect(place(find([[1], [2]], all))?.rule).toBe('both')
  })

  it('looks at a pattern only where all its elements stand', () => {
    let looks = 0
    const watched = (...elements: [number, number][]): Entry => {
      const { pattern } = entry('watched', elements)
      return {
        excuses: [],
        get pattern() {
          looks++
          return pattern
        },
      }
    }
    const others = [
      entry('a', [
        [1, 0],
        [3, 0],
      ]),
      entry('b', [
        [4, 0],
        [1, 0],
      ]),
    ]
    const looksAt = (watchedEntry: Entry, readings: number[][]) => {
      const find = indexPatterns([...others, watchedEntry], ids)
      looks = 0
      find(readings, all)
      return looks
    }
    expect(looksAt(watched([1, 0], [2, 0]), [[1], [1]])).toBe(0)
    expect(looksAt(watched([2, 0], [1, 0]), [[1], [1]])).toBe(0)
    expect(looksAt(watched([1, 0], [2, 0]), [[2], [2]])).toBe(0)
    expect(looksAt(watched([2, 0], [1, 0]), [[2]])).toBe(0)
    expect(looksAt(watched([2, 0], [1, 0]), [[1], [2]])).toBeGreaterThan(0)
  })

  it('finds what trying each pattern at each place finds', () => {
    const element = fc.tuple(fc.nat(ids - 1), fc.nat(3))
    const pattern = fc.tuple(
      fc.array(element, { minLength: 1, maxLength: 3 }),
      fc.option(fc.integer({ min: 1, max: 6 })),
    )
    const text = fc.array(fc.uniqueArray(fc.nat(ids - 1), { maxLength: 3 }), { maxLength: 12 })
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), fc.array(text, { maxLength: 3 }), (table, texts) => {
        const entries = table.map(([elements, within], i) => entry(`r${i}`, elements, within))
        const find = indexPatterns(entries, ids)
        for (const readings of texts)
          expect(place(find(readings, all))).toEqual(firstByTrying(entries, readings))
      }),
    )
  })
})

function firstByTrying(entries: readonly Entry[], readings: Readings) {
  for (const [start, read] of readings.entries()) {
    const found = entries.flatMap(({ pattern }) => {
      const span = read.includes(pattern.elements[0]?.id as number) ? matchAt(pattern, readings, start) : null
      return span ? { rule: pattern.rule, span } : []
    })
    if (found[0]) return found[0]
  }
  return null
}
