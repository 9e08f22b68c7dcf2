import type { Phrases } from '../knowledge/schemas.ts'
import { type Decision, decide, topicOf } from '../matching/decide.ts'
import type { Understand } from '../matching/understanding.ts'
import type { OwnFigures } from './own-figure.ts'

const clear = 0.6

/** A figure draws every message to the norm: another subject beside it decides, where that is clear without it. */
export function askedBesideFigure(text: string, bare: string, understand: Understand): string {
  const [whole, beside] = [decide(understand(text)), decide(understand(bare))]
  if (beside.kind !== 'answer' || beside.confidence < clear) return text
  return whole.kind === 'answer' && topicOf(whole.passage) === topicOf(beside.passage) ? text : bare
}

type ByFigure = {
  ownFigures: Pick<OwnFigures, 'isAlone' | 'namesCount'>
  phrases: Phrases
  understand: Understand
}

/** Who tells their own count and nothing else, or a courtesy with it, asks what it means. */
export function askedByFigure(
  decision: Decision,
  text: string,
  { ownFigures, phrases, understand }: ByFigure,
): Decision {
  const { ownFigurePassage: passage, ownFigureBefore } = phrases
  if (decision.kind === 'smalltalk' && ownFigureBefore.includes(decision.intent))
    return { kind: 'answer', passage, confidence: decision.confidence, near: [] }
  if (decision.kind !== 'none' && decision.kind !== 'answer') return decision
  if (decision.kind === 'answer' && ownFigures.namesCount(decision.passage)) return decision
  if (!ownFigures.isAlone(text)) return decision
  // Told after the symptoms, it does not ask for them again, unless it would without them.
  const alone = decide(understand(text))
  return alone.kind === 'answer' ? decision : { kind: 'answer', passage, confidence: 1, near: decision.near }
}
