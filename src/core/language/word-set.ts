import { firstFrom } from './sorted.ts'

/**
 * Words as their sorted hashes of 53 bits: made once and kept, they are there at once, where a set of a third of a million
 * words takes a fifth of a second and thirty megabytes. That another word has the hash of one of them: once in ten billion.
 */
export function packWords(words: Iterable<string>): Float64Array {
  return Float64Array.from(words, hashOf).sort()
}

/** Whether a word is among the packed ones. */
export function isPacked(packed: Float64Array, word: string): boolean {
  const hash = hashOf(word)
  return packed[firstFrom(packed, hash)] === hash
}

const mostMet = 30_000

/** The same, which remembers the packed words that it met, and nothing else that people type. */
export function createHasWord(packed: Float64Array): (word: string) => boolean {
  const met = new Set<string>()
  return (word) => {
    if (met.has(word)) return true
    const isThere = isPacked(packed, word)
    if (isThere && met.size < mostMet) met.add(word)
    return isThere
  }
}

/**
 * Two FNV-like hashes side by side, of 32 and of 21 bits: as much as a double holds exactly, so that two texts hardly ever
 * share one. `from` where they begin, `stepHigh` and `stepLow` for each letter, `join` makes one number of both.
 */
export const hashing = {
  from: { high: 0x811c9dc5, low: 0x9e3779b9 },
  stepHigh: (high: number, code: number): number => Math.imul(high ^ code, 0x01000193),
  stepLow(low: number, code: number): number {
    const mixed = Math.imul(low ^ code, 0x85ebca6b)
    return mixed ^ (mixed >>> 13)
  },
  join: (high: number, low: number): number => (high >>> 0) * 2 ** 21 + (low >>> 11),
}

/** The hash of a text. */
export function hashOf(word: string): number {
  let { high, low } = hashing.from
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    high = hashing.stepHigh(high, code)
    low = hashing.stepLow(low, code)
  }
  return hashing.join(high, low)
}
