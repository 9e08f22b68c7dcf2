import type { Issue } from './issue.ts'

/** What people say, filed under the id of a passage, of a small-talk intent or of an out-of-scope subject. */
export type UtteranceBank = Map<string, string[]>

/**
 * Reads intents/*.txt: `## id`, then one utterance a line. Doubles inside an id are faults, because they weigh
 * a passage twice when the ranker learns.
 */
export function readUtterances(file: string, source: string, issues: Issue[]): UtteranceBank {
  const bank: UtteranceBank = new Map()
  let current: string[] | null = null
  let seen = new Set<string>()
  for (const [index, raw] of source.split('\n').entries()) {
    const line = raw.trim()
    if (line === '') continue
    if (line.startsWith('## ')) {
      const id = line.slice(3).trim()
      current = bank.get(id) ?? []
      bank.set(id, current)
      seen = new Set(current)
    } else if (!current) {
      issues.push(at(file, index, 'heading', 'an utterance before any "## id"', 'write the id first'))
    } else if (seen.has(line)) {
      issues.push(at(file, index, 'double', `"${line}" stands twice`, 'remove one'))
    } else {
      current.push(line)
      seen.add(line)
    }
  }
  return bank
}

const at = (file: string, index: number, rule: string, message: string, remedy: string): Issue => ({
  file,
  path: `line ${index + 1}`,
  rule,
  message,
  remedy,
})
