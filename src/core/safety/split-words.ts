import type { Readings } from './pattern.ts'

const mostPieces = 3
const shortest = 6
/** Shorter words sound like too many others. */
const shortestHeard = 8
const letters = /^\p{L}{2,}$/u

export type SplitParts = {
  isWord: (word: string) => boolean
  read: (word: string) => readonly number[]
  /** The same for how a word sounds: a dictation spells the pieces as other words. */
  hear: (word: string) => readonly number[]
}

/**
 * Adds to words side by side what they are as one: « fris sons », « éva nouie », as a dictation or a thumb parts them. Only
 * where one of them is no word by itself, or every sentence would be full of others.
 */
export function joinSplits(
  tokens: readonly string[],
  readings: Readings,
  { isWord, read, hear }: SplitParts,
): Readings {
  const strange = tokens.map((token) => letters.test(token) && !isWord(token))
  if (!strange.includes(true)) return readings
  let joined: number[][] | null = null
  for (let from = 0; from < tokens.length; from++) {
    let word = tokens[from] as string
    let isStrange = strange[from]
    if (!strange.slice(from, from + mostPieces).includes(true)) continue
    if (!letters.test(word)) continue
    // What fewer pieces show, « étouffée pour » or « fie vreo trei » show no better.
    const shown = [...(readings[from] as readonly number[])]
    for (let to = from + 1; to < Math.min(from + mostPieces, tokens.length); to++) {
      const piece = tokens[to] as string
      if (!letters.test(piece)) break
      word += piece
      isStrange ||= strange[to]
      if (!isStrange || word.length < shortest) continue
      const said = word.length < shortestHeard ? read(word) : [...read(word), ...hear(word)]
      for (const id of said) {
        if (shown.includes(id)) continue
        shown.push(id)
        joined ??= readings.map((ids) => [...ids])
        for (let at = from; at <= to; at++) joined[at]?.push(id)
      }
    }
  }
  return joined ?? readings
}
