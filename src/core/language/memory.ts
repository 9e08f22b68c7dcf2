/**
 * What is worked out of a word (its stem, its sound, its grams) is remembered while the assistant learns its own words,
 * and no longer: a word that a person types must not outlive their conversation.
 */
export const memory = { isOpen: true }

const capacity = 40_000

/** The same function, which remembers its results for the words it is given while the memory is open. */
export function remembering<T>(workOut: (word: string) => T): (word: string) => T {
  const remembered = new Map<string, T>()
  return (word) => {
    const known = remembered.get(word)
    if (known !== undefined) return known
    const result = workOut(word)
    if (memory.isOpen && remembered.size < capacity) remembered.set(word, result)
    return result
  }
}
