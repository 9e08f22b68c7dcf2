import type { Phrases } from '../knowledge/schemas.ts'
import { readChoice } from './options.ts'
import { tellsOwnFigure } from './own-figure.ts'
import type { ConversationState, Reply } from './turn.ts'

const continuing = ({ offered }: ConversationState) =>
  offered.map(readChoice).find((choice) => choice?.kind === 'continue')

/** Whether the last reply was the urgent one: it alone offers to go on in spite of it. */
export const followsUrgent = (state: ConversationState): boolean => continuing(state) !== undefined

/** The passage that the urgent reply's button leads to: what the person asked beside the sign. */
export const pendingIn = (state: ConversationState): string | null => continuing(state)?.id ?? null

/** Right after the urgent reply the numbers come before what may sound as if nothing pressed. */
export function reminded<R extends Reply>(reply: R, state: ConversationState, phrases: Phrases): R {
  if (!followsUrgent(state)) return reply
  if (reply.kind === 'smalltalk' && !phrases.stillUrgentBefore.includes(reply.intent)) return reply
  return { ...reply, text: `${phrases.stillUrgent}\n\n${reply.text}` }
}

/** What stands before an answer to typed words: the numbers right after the urgent reply, and that no result is interpreted. */
export function leadOf(text: string, state: ConversationState, phrases: Phrases): string | null {
  const leads = [
    ...(text !== '' && followsUrgent(state) ? [phrases.stillUrgent] : []),
    ...(tellsOwnFigure(text) ? [phrases.ownFigure] : []),
  ]
  return leads.length > 0 ? leads.join('\n\n') : null
}
