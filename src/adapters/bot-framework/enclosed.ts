import type { Activity } from 'botbuilder'
import { withoutQuotes } from './quotes.ts'

/** What comes with a message and is not its text: a quoted or forwarded message, a card, a caption, what is to be spoken. */
export function enclosedIn(activity: Partial<Activity>): unknown[] {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments : []
  const entities: { type?: unknown; quotedReply?: { preview?: unknown } }[] = Array.isArray(activity.entities)
    ? activity.entities
    : []
  return [
    ...attachments.flatMap((attached) => [...partedFrom(attached?.content), attached?.name]),
    ...entities.map((entity) => entity?.quotedReply?.preview),
    activity.summary,
    activity.speak,
  ]
}

/** A text and what it quotes, each by itself. */
function partedFrom(content: unknown): unknown[] {
  if (typeof content !== 'string') return [content]
  const { rest, quotes } = withoutQuotes(content)
  return [rest, ...quotes]
}
