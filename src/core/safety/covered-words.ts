import type { SafetyRules } from './rules.ts'

const beginning = /([\p{L}\d]+)\*/gu
const shortest = 3

type Covered = Pick<SafetyRules, 'rules' | 'classes'> & Partial<Pick<SafetyRules, 'after'>>

/** The words that begin like one of the table's beginnings (`suffo*`): all that the screen needs of a language's words. */
export function coveredWords({ rules, after = [], classes }: Covered, words: Iterable<string>): string[] {
  const said = [
    ...[...rules, ...after].flatMap(({ match, unless, unlessHere }) => [...match, ...unless, ...unlessHere]),
    ...Object.values(classes).flat(),
  ]
  const beginnings = new Set(
    said.flatMap((text) => [...text.matchAll(beginning)].map((found) => found[1] ?? '')),
  )
  const longest = Math.max(0, ...[...beginnings].map(({ length }) => length))
  const isCovered = (word: string) => {
    for (let end = shortest; end <= Math.min(word.length, longest); end++)
      if (beginnings.has(word.slice(0, end))) return true
    return false
  }
  return [...words].filter(isCovered)
}
