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

/** Two FNV-like hashes side by side, of 32 and of 21 bits: as much as a double holds exactly, so that two texts hardly ever share one. */
export function hashOf(word: string): number {
  let [high, low] = [0x811c9dc5, 0x9e3779b9]
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ code, 0x85ebca6b)
    low ^= low >>> 13
  }
  return (high >>> 0) * 2 ** 21 + (low >>> 11)
}
