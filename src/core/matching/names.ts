/**
 * The name of a signal: a whole number of 32 bits worked out of what it says. Two signals of some 300,000 share a name now and
 * then; a signal that nobody taught is taken for a known one about once in ten thousand times.
 */
export type Name = number

/** A text's name (FNV-1a). */
export function nameOf(text: string): Name {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

/** The name of two signals in a row; `kind` parts the pairs of one kind from another's. */
export function pairOf(kind: number, left: Name, right: Name): Name {
  let hash = Math.imul(left ^ kind, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ right, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

/** Which number each name has: an open table of plain arrays, which is stored and read back as it lies in memory. */
export type NameIndex = { names: Int32Array; numbers: Int32Array; size: number }

const free = -1
/** Places for each name: most are found at the first look. */
const room = 2

/** Numbers the names in their order, each once. */
export function indexNames(names: Iterable<Name>): NameIndex {
  const distinct = [...new Set(names)]
  let places = 8
  while (places < distinct.length * room) places *= 2
  const index: NameIndex = {
    names: new Int32Array(places),
    numbers: new Int32Array(places).fill(free),
    size: distinct.length,
  }
  for (const [number, name] of distinct.entries()) {
    const place = placeOf(index, name)
    index.names[place] = name
    index.numbers[place] = number
  }
  return index
}

/** The number of a name, or -1. */
export const numberOf = (index: NameIndex, name: Name): number =>
  index.numbers[placeOf(index, name)] as number

function placeOf({ names, numbers }: NameIndex, name: Name): number {
  const last = names.length - 1
  let place = (Math.imul(name, 0x9e3779b1) >>> 0) & last
  while (numbers[place] !== free && names[place] !== name) place = (place + 1) & last
  return place
}
