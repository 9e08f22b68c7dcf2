import { stemmer } from '@orama/stemmers/french'
import { fold } from './fold.ts'
import { remembering } from './memory.ts'

/** A word of a text on its way to the ranker. */
export type Token = {
  /** Folded, shortenings spelt out, unknown spellings repaired. */
  word: string
  stem: string
  /** A grammar word: it carries no subject of its own. */
  isGrammar: boolean
}

const elongated = /([a-z])\1{2,}/g
const thousands = /(\d{1,3})[ .\u00a0\u202f](?=\d{3}(?!\d))/g
/** What people send instead of words: looked at only where there are none. */
const sign = /[?\p{Extended_Pictographic}]/gu
const piece = /\p{L}+\d*|\d+(?:[.,]\d+)?/gu

/** The folded words of a text: apostrophes and hyphens part them, « 4 000 » is one number, « troooop » is « trop ». */
export function words(text: string): string[] {
  return fold(text).replace(thousands, '$1').replace(elongated, '$1').match(piece) ?? []
}

/** The stem of a folded word (Snowball's rules for French), remembered for the words that the memory keeps. */
export const stem = remembering((word) => (word.length > 4 ? stemmer(word) : word))

export type LanguageParts = {
  shortenings: ReadonlyMap<string, string[]>
  grammar: ReadonlySet<string>
  /** The known spelling of a word that nobody knows, or the word itself. */
  repair: (word: string) => string
}

/** Text to tokens. */
export type Tokenise = (text: string) => Token[]

/** Builds the one road from a person's text to tokens. */
export function createTokenise({ shortenings, grammar, repair }: LanguageParts): Tokenise {
  const read = remembering((surface): Token[] =>
    (shortenings.get(surface) ?? [repair(surface)]).map((word) => ({
      word,
      stem: stem(word),
      isGrammar: grammar.has(word),
    })),
  )
  return (text) => {
    const said = words(text)
    return (said.length > 0 ? said : [...new Set(fold(text).match(sign))]).flatMap(read)
  }
}
