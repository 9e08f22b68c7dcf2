import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromBytes, toBytes } from '../../src/adapters/files/raw-arrays.ts'

const numbers = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int32Array(),
  fc.int8Array(),
  // A kind that nothing is learned in goes the usual way.
  fc.uint16Array(),
)
const data = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    numbers,
    fc.string(),
    fc.constant(null),
    fc.array(numbers, { maxLength: 3 }),
    fc.constant(new Map([['mot', 3]])),
    fc.dictionary(
      fc.string({ maxLength: 6 }).filter((name) => name !== '__proto__'),
      tie('node'),
      {
        noNullPrototype: true,
        maxKeys: 4,
      },
    ),
  ),
})).node

it('gives back what it was given', () => {
  fc.assert(
    fc.property(data, (given) => {
      expect(fromBytes(toBytes({ given }))).toStrictEqual({ given })
    }),
  )
})

it('copies no array', () => {
  const bytes = toBytes({ few: Int8Array.of(1, 2, 3), many: Float32Array.of(0.5, 1.5) })
  const { few, many } = fromBytes(bytes) as { few: Int8Array; many: Float32Array }
  expect([few.buffer, many.buffer]).toEqual([bytes.buffer, bytes.buffer])
  expect([...few, ...many]).toEqual([1, 2, 3, 0.5, 1.5])
})
