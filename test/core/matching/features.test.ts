import { expect, it } from 'vitest'
import { createTokenise } from '../../../src/core/language/tokens.ts'
import { createConcepts, growConcepts } from '../../../src/core/matching/concepts.ts'
import { createFeaturise, toVector } from '../../../src/core/matching/features.ts'

const tokenise = createTokenise({
  shortenings: new Map(),
  grammar: new Set(['a', 'la']),
  repair: (word) => word,
})
const parts = { tokenise, concepts: createConcepts(growConcepts([])) }
const near = createFeaturise(parts)
const over = createFeaturise({ ...parts, seesOver: true })
/** The signals that two texts share, by one way of reading. */
const shared = (featurise: typeof near, one: string, other: string) => {
  const names = new Set(toVector(featurise(one)).keys())
  return [...toVector(featurise(other)).keys()].filter((name) => names.has(name)).length
}

it('a pair over one word is a signal only to who sees over', () => {
  const texts = ['lune dort tigre', 'lune saute tigre'] as const
  expect(shared(over, ...texts)).toBe(shared(near, ...texts) + 1)
})

it('words that stand the other way round, or further apart, are no pair over one', () => {
  expect(shared(over, 'lune dort tigre', 'tigre saute lune')).toBe(
    shared(near, 'lune dort tigre', 'tigre saute lune'),
  )
  expect(shared(over, 'lune dort tigre', 'lune saute loin tigre')).toBe(
    shared(near, 'lune dort tigre', 'lune saute loin tigre'),
  )
})

it('texts of no, one or two words have no pair over one', () => {
  for (const text of ['', 'lune', 'lune tigre'])
    expect([...toVector(over(text))]).toEqual([...toVector(near(text))])
})

it('a vector has about length one', () => {
  for (const featurise of [near, over]) {
    const square = [...toVector(featurise('la lune dort a côté du tigre')).values()].reduce(
      (sum, v) => sum + v * v,
      0,
    )
    expect(square).toBeGreaterThan(0.9)
    expect(square).toBeLessThan(1.6)
  }
})
