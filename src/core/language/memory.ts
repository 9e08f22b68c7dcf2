/**
 * What is worked out of a word (its stem, its sound, its grams) is remembered for the words that `keeps` allows: every word
 * while the assistant learns, and its own vocabulary later. A word that only a person types must not outlive their conversation.
 */
export const memory: { keeps: (word: string) => boolean } = { keeps: () => true }

const capacity = 40_000

/** The same function, which remembers its results for the words that the memory keeps; it is told whether this one will be. */
export function remembering<T>(workOut: (word: string, isKept: boolean) => T): (word: string) => T {
  const remembered = new Map<string, T>()
  return (word) => {
    const known = remembered.get(word)
    if (known !== undefined) return known
    const isKept = remembered.size < capacity && memory.keeps(word)
    const result = workOut(word, isKept)
    if (isKept) remembered.set(word, result)
    return result
  }
}
