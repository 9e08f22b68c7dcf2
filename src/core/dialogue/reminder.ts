import type { Phrases } from '../knowledge/schemas.ts'
import type { ConversationState, DisambiguationReply, SmalltalkReply, UrgentTrace } from './turn.ts'

/**
 * In turns after the urgent reply. `watched`: what leans on it gets it again, and what may sound as if nothing pressed
 * comes behind the numbers. `led`: so do answers, no longer than this, for the same sentence before each of them tires.
 */
const lasts = { watched: 5, led: 3 }

/** The state after an urgent reply. A family with numbers of its own stays: they are named after the next sign too. */
export function alarmed(
  state: ConversationState,
  { family, pending }: Pick<UrgentTrace, 'family' | 'pending'>,
  { stillUrgentFor }: Phrases,
): ConversationState {
  const before = state.urgent?.family
  const kept = before !== undefined && stillUrgentFor[before] !== undefined ? before : family
  return { ...state, urgent: { family: kept, pending, left: lasts.watched } }
}

/** The state one turn later: what is said leans less and less on what is further back. */
export function aged({ urgent, ...state }: ConversationState): ConversationState {
  return urgent && urgent.left > 1 ? { ...state, urgent: { ...urgent, left: urgent.left - 1 } } : state
}

/** The state of who pressed « Ce n'est pas mon cas », which is pressed once. */
export function settled({ urgent: _, ...state }: ConversationState): ConversationState {
  return { ...state, offered: [] }
}

/** The numbers to call, as long as what is said may lean on an urgent reply. */
export const numbersIn = ({ urgent }: ConversationState, phrases: Phrases): string | null =>
  urgent ? (phrases.stillUrgentFor[urgent.family] ?? phrases.stillUrgent) : null

/** The numbers before what may sound as if nothing pressed, and small talk in words that take nothing lightly. */
export function reminded<R extends DisambiguationReply | SmalltalkReply>(
  reply: R,
  state: ConversationState,
  phrases: Phrases,
): R {
  const isSmalltalk = reply.kind === 'smalltalk'
  if (isSmalltalk && !phrases.stillUrgentBefore.includes(reply.intent)) return reply
  const numbers = isSmalltalk ? numbersIn(state, phrases) : numbersBeforeAnswer(state, phrases)
  if (numbers === null) return reply
  const said = isSmalltalk ? (phrases.smalltalkStillUrgent[reply.intent] ?? reply.text) : reply.text
  return { ...reply, text: `${numbers}\n\n${said}` }
}

/** What stands before an answer: the numbers after the urgent reply, and that no result of the person's is interpreted. */
export function leadOf(
  state: ConversationState,
  { phrases, isOwnFigure }: { phrases: Phrases; isOwnFigure: boolean },
): string | null {
  const own = isOwnFigure ? phrases.ownFigure : null
  return [numbersBeforeAnswer(state, phrases), own].filter(Boolean).join('\n\n') || null
}

const numbersBeforeAnswer = (state: ConversationState, phrases: Phrases) =>
  (state.urgent?.left ?? 0) > lasts.watched - lasts.led ? numbersIn(state, phrases) : null
