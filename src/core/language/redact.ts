import { words } from './tokens.ts'

/** A text without what could tell who wrote it. */
export type Redact = (text: string) => string | null

const mostWords = 14
const common = 20
const hidden = '…'

/**
 * Builds the redaction: of a text only the words stay that are French and stand in the bank often; every other word and
 * every number becomes « … ». Null when hardly anything is left to read.
 */
export function createRedact(
  vocabulary: ReadonlyMap<string, number>,
  isWord: (word: string) => boolean,
): Redact {
  const isShown = (word: string) => !/\d/.test(word) && isWord(word) && (vocabulary.get(word) ?? 0) >= common
  return (text) => {
    const shown = words(text)
      .slice(0, mostWords)
      .map((word) => (isShown(word) ? word : hidden))
    if (shown.filter((word) => word !== hidden).length < 2) return null
    return shown.join(' ').replace(/…(?: …)+/g, hidden)
  }
}
