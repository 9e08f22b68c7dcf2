import type { Knowledge } from '../knowledge/knowledge.ts'
import { fold } from '../language/fold.ts'

/** Letters and digits. A shorter quotation may be anybody's words, and those of a sign stand in ours too. */
const fewest = 40
/** Longer than any reply of ours. */
const most = 10_000
/** A quotation begins with its author's name, in no more words than this. */
const longestName = 5

const bare = (text: string) =>
  fold(text.slice(0, most).replace(/\[\d+\]/g, '')).replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * Builds what takes out of a text what the assistant says, from its beginning on, be it cut at its end: what is quoted of us is
 * no sign of anybody's. The words in front of it stay, such as a name; a text that ends with others stays whole.
 */
export function createWithoutOwn(knowledge: Knowledge): (text: string) => string {
  // At the first text that is long enough: few messages bring any, and a start does without.
  let known: readonly string[] | null = null
  const pieces = () => (known ??= piecesOf(knowledge))
  return (text) => {
    const said = text.length > most ? '' : bare(text)
    if (said.length < fewest) return text
    const first = text.trim().split(/\s+/, longestName)
    for (let named = 0; named <= first.length; named++) {
      const front = first.slice(0, named).join(' ')
      if (isOwn(said.slice(bare(front).length))) return front
    }
    return text
  }

  function isOwn(said: string): boolean {
    if (said.length < fewest) return false
    let rest = said
    for (let piece = begun(rest); piece; piece = begun(rest)) rest = rest.slice(piece.length)
    return rest === '' || (rest.length >= fewest && pieces().some((piece) => piece.startsWith(rest)))
  }

  function begun(rest: string): string | undefined {
    return pieces().find((piece) => rest.startsWith(piece))
  }
}

const piecesOf = (knowledge: Knowledge) =>
  [...new Set(spokenBy(knowledge).map(bare))]
    .filter((piece) => piece !== '')
    .sort((a, b) => b.length - a.length)

function spokenBy({ passages, phrases, urgent }: Knowledge): string[] {
  return [
    urgent.text,
    ...stringsIn(phrases),
    ...[...passages.values()].flatMap(({ question, text, caveat }) => [question, text, caveat ?? '']),
  ]
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(stringsIn)
