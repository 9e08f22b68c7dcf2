import type { Issue } from './issue.ts'
import type { UtteranceBank } from './utterances.ts'

/** What somebody says after a passage, and what answers it: ids of passages, topics, or `smalltalk` and `outside`. */
export type FollowUp = { after: string; fits: readonly string[]; text: string }

const form = /^(\S+) > (\S+(?:, \S+)*)$/
const kinds = ['smalltalk', 'outside']

/**
 * Reads what stands under `## passage > what answers it, or this` in intents/suites.txt. `ids`: the passages and topics there
 * are. Faults are pushed on `issues`.
 */
export function readFollowUps(
  file: string,
  bank: UtteranceBank,
  ids: { passages: ReadonlySet<string>; topics: ReadonlySet<string> },
  issues: Issue[],
): FollowUp[] {
  return [...bank].flatMap(([heading, texts]) => {
    const [, after = '', listed = ''] = heading.match(form) ?? []
    const fits = listed.split(', ')
    const isKnown = (id: string) => ids.passages.has(id) || ids.topics.has(id) || kinds.includes(id)
    const fault = !ids.passages.has(after) ? after || heading : fits.find((id) => !isKnown(id))
    if (fault === undefined) return texts.map((text) => ({ after, fits, text }))
    issues.push({
      file,
      path: heading,
      rule: 'heading',
      message: `"${fault}"`,
      remedy: 'write "## passage > passage, topic, smalltalk or outside" with ids that exist',
    })
    return []
  })
}
