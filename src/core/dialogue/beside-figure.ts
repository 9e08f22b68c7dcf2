import { decide, topicOf } from '../matching/decide.ts'
import type { Understand } from '../matching/understanding.ts'

const clear = 0.6

/** A figure draws every message to the norm: another subject beside it decides, where that is clear without it. */
export function askedBesideFigure(text: string, bare: string, understand: Understand): string {
  const [whole, beside] = [decide(understand(text)), decide(understand(bare))]
  if (beside.kind !== 'answer' || beside.confidence < clear) return text
  return whole.kind === 'answer' && topicOf(whole.passage) === topicOf(beside.passage) ? text : bare
}
