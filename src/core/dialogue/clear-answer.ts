import { type Decision, decide } from '../matching/decide.ts'
import type { Understand } from '../matching/understanding.ts'
import { endOf, questionOf } from './question-of.ts'

/** From here on a part of a message that says nothing as a whole is clear by itself. */
const clearAlone = 0.92

/** Where the whole story says nothing, its question alone may, or its end. */
export function clearer(whole: Decision, text: string, understand: Understand): Decision {
  if (whole.kind !== 'none') return whole
  for (const part of [questionOf(text), endOf(text)]) {
    const alone = part === null ? null : clearAnswer(part, understand)
    if (alone) return alone
  }
  return whole
}

/** The answer to a part of a message, where that is clear without the rest. */
export function clearAnswer(part: string, understand: Understand): (Decision & { kind: 'answer' }) | null {
  const decision = decide(understand(part))
  return decision.kind === 'answer' && decision.confidence >= clearAlone ? decision : null
}
