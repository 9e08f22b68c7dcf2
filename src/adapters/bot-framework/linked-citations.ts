import type { Activity } from 'botbuilder'
import type { Citation } from '../../core/dialogue/turn.ts'

/** Channels whose clients read Markdown and link its citations to the claims of the message, as Web Chat does. */
export const linksCitations = new Set(['directline', 'webchat'])

/**
 * An activity whose `[n]` are Markdown links to its claims: definitions stand below the text, where Markdown shows nothing.
 * Numbers side by side are parted, or the second would be read as the target of the first.
 */
export function linkCitations(
  activity: Partial<Activity>,
  citations: readonly Citation[],
): Partial<Activity> {
  const text = activity.text ?? ''
  const cited = citations.filter(({ number }) => text.includes(`[${number}]`))
  if (cited.length === 0) return activity
  const definitions = cited.map(
    ({ number, label }) => `[${number}]: cite:${number} "${label.replace(/["\\]/g, "'")}"`,
  )
  const [root, ...others] = activity.entities ?? []
  return {
    ...activity,
    text: `${text.replace(/\](?=\[\d)/g, '] ')}\n\n${definitions.join('\n')}`,
    ...(root && { entities: [{ ...root, citation: root.citation.map(toLinked) }, ...others] }),
  }
}

const toLinked = (claim: { position: number; appearance: { abstract: string } }) => ({
  ...claim,
  '@id': `cite:${claim.position}`,
  text: claim.appearance.abstract,
})
