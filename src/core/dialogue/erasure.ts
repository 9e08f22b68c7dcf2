import { words } from '../language/tokens.ts'
import { createStandsIn } from '../language/word-lists.ts'

/** What a text that sounds like « oublie-moi » says: whether it asks for that plainly and for nothing else, and its clauses about anything else. */
export type Erasure = {
  isPlain: boolean
  /** Whether one of its clauses begins by asking for it plainly and says of what, whatever else is asked. */
  asksBeside: boolean
  rest: string
}
export type ReadErasure = (text: string) => Erasure

export type ErasureWords = {
  /** Folded words that ask to erase, with a star behind a beginning. */
  erasing: ReadonlySet<string>
  /** Folded words that may stand beside them: grammar words, and what is to be erased. */
  beside: readonly ReadonlySet<string>[]
}

const clause = /(?<=[,;:.!?…\n])\s*/
const negations = new Set(['n', 'ne', 'pas', 'jamais'])
/** « J'oublie tout », « elle m'oublie »: told of somebody, and asked of nobody. */
const tellers = new Set(['j', 'je', 'il', 'elle', 'ils', 'elles'])
/** « J'ai oublié », « il a tout effacé », « tu as oublié ma question »: told, and done already. */
const auxiliaries = new Set(
  'ai as avez avons ont ete est sont suis es etes etait etais avait avais aviez avaient aurait aurais'.split(
    ' ',
  ),
)
/** « à » is written so too. */
const before = new Set(['il', 'elle', 'on', 'qui', 'm', 't', 'l'])
const farthest = 3
/** One of these is not the conversation, and nothing but the whole can be erased. */
const single = new Set(['question', 'reponse', 'dernier', 'derniere', 'precedent', 'precedente', 'phrase'])
const between = new Set(['m', 'me', 't', 'te', 's', 'se', 'l', 'le', 'la', 'les', 'y', 'en'])

/** What may stand before the erasing word that begins a clause, and what follows it there: « veuillez effacer mes messages ». */
const openings = new Set(
  'et puis alors donc mais merci de veuillez bonjour svp stp peux pouvez peut pourriez pourrais tu vous je veux voudrais tout'.split(
    ' ',
  ),
)
const objects = new Set(
  'moi nous tout toute toutes tous mes ma mon nos notre cette ce ca cela la le les l'.split(' '),
)

function isDone(said: readonly string[], at: number): boolean {
  for (let i = Math.max(0, at - farthest); i < at; i++) {
    const word = said[i] ?? ''
    if (auxiliaries.has(word) || (word === 'a' && before.has(said[i - 1] ?? ''))) return true
  }
  return false
}

/** Builds the reading from the word lists. What is erased is lost: in doubt it is not asked for. */
export function createReadErasure({ erasing, beside }: ErasureWords): ReadErasure {
  const erases = createStandsIn(erasing)
  const isKnown = (word: string) => erases(word) || beside.some((list) => list.has(word))
  const asks = (said: readonly string[]) =>
    said.every((word) => isKnown(word) && !negations.has(word) && !single.has(word)) && !said.some(isTold)
  const isTold = (word: string, at: number, said: readonly string[]) => {
    const teller = said[between.has(said[at - 1] ?? '') ? at - 2 : at - 1] ?? ''
    return erases(word) && (tellers.has(teller) || isDone(said, at))
  }
  const beginsWith = (said: readonly string[]) => {
    const at = said.findIndex(erases)
    const hasObject = said[at - 1] === 'tout' || objects.has(said[at + 1] ?? '')
    return hasObject && said.slice(0, at).every((word) => openings.has(word))
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
