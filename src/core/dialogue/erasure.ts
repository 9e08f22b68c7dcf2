import { words } from '../language/tokens.ts'
import { createStandsIn } from '../language/word-lists.ts'
import type { ErasureWords } from './erasure-words.ts'

/** What a text that sounds like « oublie-moi » says: whether it asks for that plainly and for nothing else, and its clauses about anything else. */
export type Erasure = {
  isPlain: boolean
  /** Whether one of its clauses begins by asking for it plainly and says of what, whatever else is asked. */
  asksBeside: boolean
  rest: string
}
export type ReadErasure = (text: string) => Erasure

const clause = /(?<=[,;:.!?…\n])\s*/
const farthest = 3

/** Builds the reading from its words. What is erased is lost: in doubt it is not asked for. `grammar`: what may stand in any demand. */
export function createReadErasure(list: ErasureWords, grammar: ReadonlySet<string>): ReadErasure {
  const erases = createStandsIn(list.erasing)
  const isKnown = (word: string) => erases(word) || grammar.has(word) || list.beside.has(word)
  const isHindered = (word: string) => list.negations.has(word) || list.single.has(word)
  const asks = (said: readonly string[]) =>
    said.every((word) => isKnown(word) && !isHindered(word)) && !said.some(isTold)
  const isTold = (word: string, at: number, said: readonly string[]) => {
    const teller = said[list.between.has(said[at - 1] ?? '') ? at - 2 : at - 1] ?? ''
    return erases(word) && (list.tellers.has(teller) || isDone(said, at))
  }
  const isDone = (said: readonly string[], at: number) =>
    said.some(
      (word, i) =>
        i < at &&
        i >= at - farthest &&
        (list.auxiliaries.has(word) || (word === 'a' && list.beforeA.has(said[i - 1] ?? ''))),
    )
  const beginsWith = (said: readonly string[]) => {
    const at = said.findIndex(erases)
    const hasObject = list.objectsBefore.has(said[at - 1] ?? '') || list.objects.has(said[at + 1] ?? '')
    return hasObject && said.slice(0, at).every((word) => list.openings.has(word))
  }
  return (text) => {
    const clauses = text.split(clause).map((part) => ({ part, said: words(part) }))
    const about = clauses.filter(({ said }) => said.some(erases))
    return {
      isPlain: !text.includes('?') && about.length > 0 && about.every(({ said }) => asks(said)),
      asksBeside: about.some(({ part, said }) => !part.includes('?') && asks(said) && beginsWith(said)),
      rest: clauses
        .filter((found) => !about.includes(found))
        .map(({ part }) => part)
        .join(' ')
        .trim(),
    }
  }
}
