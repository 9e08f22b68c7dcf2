import { deserialize, serialize } from 'node:v8'

type Numbers = Float64Array | Float32Array | Int32Array | Int8Array
const kinds = { Float64Array, Float32Array, Int32Array, Int8Array }
type Kind = keyof typeof kinds
/** Stands for an array of numbers in what is serialized. */
type Mark = { rawArray: Kind; at: number; length: number }

const step = 8
const headBytes = 8
const isNumbers = (value: object): value is Numbers =>
  ArrayBuffer.isView(value) && value.constructor.name in kinds
const isMark = (value: object): value is Mark => 'rawArray' in value

/**
 * Plain data as bytes, its arrays of numbers as they lie in memory, so that reading makes views of the bytes instead of
 * copies. Layout: length of the rest's serialized form, padding to eight, arrays each from a multiple of eight.
 */
export function toBytes(data: unknown): Buffer {
  const arrays: Buffer[] = []
  let filled = 0
  const set = (array: Numbers): Mark => {
    const bytes = Buffer.from(array.buffer as ArrayBuffer, array.byteOffset, array.byteLength)
    const mark = { rawArray: array.constructor.name as Kind, at: filled, length: array.length }
    const padded = padding(bytes.length)
    arrays.push(bytes, padded)
    filled += bytes.length + padded.length
    return mark
  }
  const rest = serialize(replace(data, (value) => (isNumbers(value) ? set(value) : null)))
  const head = Buffer.alloc(headBytes)
  head.writeDoubleLE(rest.length)
  return Buffer.concat([head, rest, padding(rest.length), ...arrays])
}

/** The data of `toBytes`. Its arrays are views of `bytes`, which must begin at a multiple of eight of its buffer. */
export function fromBytes(bytes: Buffer): unknown {
  const length = bytes.readDoubleLE(0)
  const first = bytes.byteOffset + headBytes + length + padding(length).length
  const view = ({ rawArray, at, length }: Mark) =>
    new kinds[rawArray](bytes.buffer as ArrayBuffer, first + at, length)
  return replace(deserialize(bytes.subarray(headBytes, headBytes + length)), (value) =>
    isMark(value) ? view(value) : null,
  )
}

const padding = (length: number) => Buffer.alloc((step - (length % step)) % step)

/** A copy whose plain objects' members that `change` answers for are replaced. */
function replace(data: unknown, change: (value: object) => object | null): unknown {
  if (typeof data !== 'object' || data === null) return data
  const changed = change(data)
  if (changed) return changed
  if (Object.getPrototypeOf(data) !== Object.prototype) return data
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, replace(value, change)]))
}
