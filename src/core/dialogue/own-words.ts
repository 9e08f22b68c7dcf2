import type { Knowledge } from '../knowledge/knowledge.ts'
import { fold } from '../language/fold.ts'

/** Letters and digits. A shorter quotation may be anybody's words: « fièvre » stands in ours too. */
const fewest = 40
/** Longer than any reply of ours. */
const most = 10_000

const bare = (text: string) =>
  fold(text.slice(0, most).replace(/\[\d+\]/g, '')).replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * Builds the test whether a text is made of what the assistant says, from its beginning on, be it cut at its end: what is
 * quoted of us is no sign of anybody's.
 */
export function createIsOwnText(knowledge: Knowledge): (text: string) => boolean {
  const pieces = [...new Set(spokenBy(knowledge).map(bare))]
    .filter((piece) => piece !== '')
    .sort((a, b) => b.length - a.length)
  return (text) => {
    let rest = text.length > most ? '' : bare(text)
    if (rest.length < fewest) return false
    for (let piece = begun(rest); piece; piece = begun(rest)) rest = rest.slice(piece.length)
    return rest === '' || (rest.length >= fewest && pieces.some((piece) => piece.startsWith(rest)))
  }

  function begun(rest: string): string | undefined {
    return pieces.find((piece) => rest.startsWith(piece))
  }
}

function spokenBy({ passages, phrases, urgent }: Knowledge): string[] {
  return [
    urgent.text,
    ...stringsIn(phrases),
    ...[...passages.values()].flatMap(({ question, text, caveat }) => [question, text, caveat ?? '']),
  ]
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(stringsIn)
