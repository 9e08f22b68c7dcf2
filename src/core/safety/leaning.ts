import { words } from '../language/tokens.ts'
import { createStandsIn } from '../language/word-lists.ts'
import type { SafetyRule } from './rules.ts'
import type { Screen } from './screen.ts'

/** What leans on the urgent reply is short: a longer message brings its own subject. In words. */
const longest = 20

/**
 * Finds in what is typed right after the urgent reply that it leans on it: by the rules of that place, and not where the
 * message names a subject of its own. `subjects`: folded words, with a star behind a beginning.
 */
export function createLeaning(screen: Screen, subjects: ReadonlySet<string>): Screen {
  const isSubject = createStandsIn(subjects)
  return (text) => {
    const said = words(text)
    return said.length > longest || said.some(isSubject) ? null : screen(text)
  }
}

/** The rules that are asked after an answer too. The others still lend their excuses, which a family shares. */
export const askedAfterAnswers = (rules: readonly SafetyRule[]): SafetyRule[] =>
  rules.map((rule) => (rule.untilAnswered ? { ...rule, match: [], contains: [] } : rule))
