import type { Bank } from '../core/knowledge/knowledge.ts'
import { decide, thresholds } from '../core/matching/decide.ts'
import { createExplain } from '../core/matching/explain.ts'
import type { Understand, UnderstandingParts } from '../core/matching/understanding.ts'

/** One decision explained, as lines: the repairs, the five best classes with what each signal said, the thresholds. */
export function why(
  question: string,
  understand: Understand,
  parts: UnderstandingParts,
  bank: Bank,
): string[] {
  const { repairs, best } = createExplain(parts, bank, understand)(question)
  const decision = decide(understand(question))
  const number = (value: number) => value.toFixed(3)
  return [
    `repairs: ${repairs.map(({ from, to }) => `${from} → ${to}`).join(', ') || 'none'}`,
    'probability  before Fuse  regression  nearest two  spelling  class, its nearest utterance',
    ...best.map(
      ({ label, probability, beforeFuse, regression, closeness, spelling, nearest }) =>
        `${number(probability).padStart(11)} ${number(beforeFuse).padStart(12)} ${number(regression).padStart(11)} ${number(closeness).padStart(12)} ${number(spelling).padStart(9)}  ${label.kind} ${label.id} “${nearest}”`,
    ),
    `decision: ${decision.kind}, confidence ${number(decision.confidence)}`,
    `thresholds: ${Object.entries(thresholds)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    '',
  ]
}
