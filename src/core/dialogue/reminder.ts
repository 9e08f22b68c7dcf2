import type { Phrases } from '../knowledge/schemas.ts'
import type { ConversationState, DisambiguationReply, SmalltalkReply, UrgentTrace } from './turn.ts'

/**
 * In turns after the urgent reply. `watched`: what leans on it gets it again, and what may sound as if nothing pressed
 * comes behind the numbers. `led`: so do answers, no longer than this, for the same sentence before each of them tires.
 */
const lasts = { watched: 5, led: 3 }

/** What is kept of an urgent reply. The families of earlier ones stay: a newer sign takes nothing from what they told. */
export function alarmed(family: string, earlier: UrgentTrace | undefined): UrgentTrace {
  const before = familiesIn(earlier).filter((other) => other !== family)
  return { family, before, pending: null, left: lasts.watched }
}

/** The state after what leaned on the urgent reply: it is the last thing said again, and is heard of no longer for that. */
export const leant = (state: ConversationState, urgent: UrgentTrace): ConversationState => ({
  ...state,
  urgent: { ...urgent, isAnswered: false },
})

/** The state of who was answered: what comes next may lean on the answer. */
export const answered = ({ urgent, ...state }: ConversationState): ConversationState =>
  urgent ? { ...state, urgent: { ...urgent, isAnswered: true } } : state

/** The state one turn later: what is said leans less and less on what is further back. */
export function aged({ urgent, ...state }: ConversationState): ConversationState {
  return urgent && urgent.left > 1 ? { ...state, urgent: { ...urgent, left: urgent.left - 1 } } : state
}

/** The state of who pressed « Ce n'est pas mon cas », which is pressed once. */
export function settled({ urgent: _, ...state }: ConversationState): ConversationState {
  return { ...state, offered: [] }
}

/** The numbers to call, as long as what is said may lean on an urgent reply: for families with numbers of their own, for others. */
export function numbersIn({ urgent }: ConversationState, phrases: Phrases): string | null {
  const families = familiesIn(urgent)
  const own = ownNumbers(families, phrases)
  const isOther = families.some((family) => phrases.stillUrgentFor[family] === undefined)
  return [...own, ...(isOther ? [phrases.stillUrgent] : [])].join('\n\n') || null
}

const familiesIn = (urgent: UrgentTrace | undefined) =>
  urgent ? [urgent.family, ...(urgent.before ?? [])] : []

const ownNumbers = (families: readonly string[], { stillUrgentFor }: Phrases) =>
  families.flatMap((family) => stillUrgentFor[family] ?? [])

/**
 * What is said instead of an answer to who pressed « Ce n'est pas mon cas » after a sign with numbers of its own: they are named
 * once more. Null after any other.
 */
export function lastWord(urgent: UrgentTrace | undefined, phrases: Phrases): string | null {
  const own = ownNumbers(familiesIn(urgent), phrases)
  if (own.length === 0) return null
  return [...own, phrases.smalltalkStillUrgent.continue ?? phrases.continueNothing].join('\n\n')
}

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
