import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Decision } from '../matching/decide.ts'
import { type Screen, screenAll } from '../safety/screen.ts'
import { readChoice, toOptions } from './options.ts'
import { createWithoutOwn } from './own-words.ts'
import { alarmed, lastWord, leant } from './reminder.ts'
import { toUrgent } from './replies.ts'
import { next, type Step } from './step.ts'
import type { ConversationState, Turn } from './turn.ts'
import { isLabel } from './typed-choice.ts'

export type AlarmParts = { knowledge: Knowledge; screen: Screen; afterUrgent: Screen; afterAnswer: Screen }

/** What a text would be answered with, were it no emergency. */
type Decide = (text: string, state: ConversationState) => Decision

/** Builds the first step of all: the urgent reply to a sign, or to what leans on the last one; null for any other turn. */
export function createAlarm(
  { knowledge, screen, afterUrgent, afterAnswer }: AlarmParts,
  decide: Decide,
): (turn: Turn, state: ConversationState) => Step | null {
  const withoutOwn = createWithoutOwn(knowledge)
  const findSign = screenAll(screen, withoutOwn)
  const findLeaning = {
    afterUrgent: screenAll(afterUrgent, withoutOwn),
    afterAnswer: screenAll(afterAnswer, withoutOwn),
  }

  return ({ text, choice, also }, state) => {
    const sign = findSign(text, also)
    if (sign) {
      const trace = alarmed(sign.family, state.urgent)
      const pending = lastWord(trace, knowledge.phrases) === null ? pendingOf(text, state) : null
      const { reply, state: after } = urgent(sign.family, pending, state)
      return { reply, state: { ...after, urgent: { ...trace, pending } } }
    }
    const trace = state.urgent
    if (!trace || choice !== undefined) return null
    const own = isOffered(text, state) ? '' : text
    const leaning = findLeaning[trace.isAnswered ? 'afterAnswer' : 'afterUrgent'](own, also)
    if (!leaning) return null
    const { reply, state: after } = urgent(leaning.family, trace.pending, state)
    return { reply, state: leant(after, trace) }
  }

  /** Who types a question that we offered chooses it, in our own words. */
  function isOffered(text: string, { offered }: ConversationState): boolean {
    const choices = offered.map(readChoice).filter((offer) => offer !== null)
    return isLabel(text, toOptions(choices, knowledge))
  }

  function urgent(family: string, pending: string | null, state: ConversationState): Step {
    return next(toUrgent(family, pending, knowledge.urgent, knowledge), state)
  }

  /** What an emergency message also asks: kept as an id in the button, never as text. */
  function pendingOf(text: string, state: ConversationState): string | null {
    try {
      const decision = decide(text, state)
      return decision.kind === 'answer' ? decision.passage : null
    } catch {
      // The urgent reply depends on nothing else: a fault here shows, and is logged, at the next ordinary message.
      return null
    }
  }
}
