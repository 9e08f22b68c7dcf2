import type { WordSignals } from './features.ts'

/** The same function over words, worked out once for each word of the bank: those have a number, what else people type has none. */
export function perWord<T>(workOut: (word: WordSignals) => T): (word: WordSignals) => T {
  const kept: (T | undefined)[] = []
  return (word) => {
    const { id } = word
    if (id === null) return workOut(word)
    const known = kept[id]
    if (known !== undefined) return known
    // Without gaps: an array with holes is a slow one.
    while (kept.length <= id) kept.push(undefined)
    const result = workOut(word)
    kept[id] = result
    return result
  }
}
