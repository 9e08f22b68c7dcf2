import type { Issue } from './issue.ts'

/** Groups of terms that mean the same to a patient; the first of each group names the concept. */
export type Synonyms = string[][]

/** Reads intents/synonymes.txt: `canonical = term = term`, one group a line. A term stands in one group only. */
export function readSynonyms(file: string, source: string, issues: Issue[]): Synonyms {
  const groups: Synonyms = []
  const owner = new Map<string, number>()
  for (const [index, line] of source.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const terms = [
      ...new Set(
        line
          .split('=')
          .map((term) => term.trim())
          .filter(Boolean),
      ),
    ]
    const path = `line ${index + 1}`
    if (terms.length < 2)
      issues.push({ file, path, rule: 'group', message: line, remedy: 'write two terms or more' })
    for (const term of terms) {
      const other = owner.get(term)
      if (other !== undefined)
        issues.push({
          file,
          path,
          rule: 'double',
          message: `"${term}" is on line ${other} too`,
          remedy: 'keep one',
        })
      owner.set(term, index + 1)
    }
    groups.push(terms)
  }
  return groups
}
