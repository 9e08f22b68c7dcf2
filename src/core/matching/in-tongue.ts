import type { Translate } from '../language/translate.ts'
import { combine, type Suits } from './combine.ts'
import type { Understand } from './understanding.ts'

/** What one of the two readings does not name at all still has this chance. */
const least = 1e-3
/** How much of the bank's own reading counts: it knows far fewer sentences of a language than the lexicon knows words. */
const share = 0.5
const suits: Suits = (_, [inFrench = 0, asWritten = 0]) => (inFrench + least) * (asWritten + least) ** share

/**
 * The same understanding for texts in other languages: what their words say in French, and, for less, what the bank makes of
 * the text as it stands. The shares were chosen on 160 questions in six languages that the bank did not hold.
 */
export function understandInTongues(understand: Understand, translate: Translate): Understand {
  return (text) => {
    const read = understand(text)
    const said = translate(text)
    return said && said.french !== '' ? combine([understand(said.french), read], suits) : read
  }
}
