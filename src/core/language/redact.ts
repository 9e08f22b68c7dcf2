import { words } from './tokens.ts'

/** What of a text cannot tell who wrote it, nor what was said: some of its words, in alphabetical order. */
export type Redact = (text: string) => string | null

export type RedactParts = {
  /** How often the bank has each word. */
  vocabulary: ReadonlyMap<string, number>
  isWord: (word: string) => boolean
  /** The small words of grammar, which tell an editor nothing. */
  grammar: ReadonlySet<string>
}

const mostWords = 8
const common = 20

/**
 * Builds the redaction: of a text only the words of meaning stay that are French and stand in the bank often, each once
 * and sorted, so that no sentence can be read out of them. Null when none is left, and when all would be told.
 */
export function createRedact({ vocabulary, isWord, grammar }: RedactParts): Redact {
  const isShown = (word: string) =>
    !/\d/.test(word) && !grammar.has(word) && isWord(word) && (vocabulary.get(word) ?? 0) >= common
  return (text) => {
    const said = new Set(words(text))
    const shown = [...said].filter(isShown).slice(0, mostWords)
    return shown.length > 0 && shown.length < said.size ? shown.sort().join(' ') : null
  }
}
