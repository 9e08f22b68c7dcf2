import type { Activity } from 'botbuilder'

const quote = /<blockquote\b[\s\S]*?<\/blockquote>/gi
// Teams names a bot 28:, a person 29: or 8:.
const byBot = /itemid\s*=\s*["']28:/i

/**
 * What comes with a message and is not its text: a quoted or forwarded message, a card, a caption, what is to be spoken.
 * Quotes of a bot are left out, or each quote of the urgent reply would be an emergency.
 */
export function enclosedIn(activity: Partial<Activity>): unknown[] {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments : []
  const entities: { type?: unknown; quotedReply?: Quoted }[] = Array.isArray(activity.entities)
    ? activity.entities
    : []
  return [
    ...attachments.flatMap((attached) => [withoutBotsQuotes(attached?.content), attached?.name]),
    ...entities.flatMap((entity) => {
      const quoted = entity?.quotedReply
      return quoted && !isBot(quoted, activity) ? [quoted.preview] : []
    }),
    activity.summary,
    activity.speak,
  ]
}

type Quoted = { preview?: unknown; senderId?: unknown }

const isBot = ({ senderId }: Quoted, { recipient }: Partial<Activity>) =>
  typeof senderId === 'string' && (senderId.startsWith('28:') || senderId === recipient?.id)

const withoutBotsQuotes = (content: unknown): unknown =>
  typeof content === 'string'
    ? content.replace(quote, (quoted) => (byBot.test(quoted) ? ' ' : quoted))
    : content
