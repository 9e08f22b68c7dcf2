import type { Ranked } from './ranker.ts'

/** What to do with an utterance. `confidence` is between 0 and 1. */
export type Decision =
  | { kind: 'answer'; passage: string; confidence: number; near: string[] }
  | { kind: 'disambiguation'; passages: string[]; confidence: number }
  | { kind: 'smalltalk'; intent: string; confidence: number }
  | { kind: 'none'; confidence: number; near: string[] }

/** The thresholds of the decision, in one place; `npm run eval -- --cv` prints the curve they come from. */
export type Thresholds = {
  /** Least confidence in a topic to answer, and to offer it. */
  answer: number
  offer: number
  /** Least share of all passages together, against the foreign subjects: small talk that loses says nothing of either. */
  scope: number
  /** Least share of small talk. */
  smalltalk: number
  /** How much of the best topic's confidence the foreign subjects may have beside it. */
  rival: number
}
export const thresholds: Thresholds = { answer: 0.46, scope: 0.75, offer: 0.16, smalltalk: 0.65, rival: 0.3 }

/** The topic that a passage's id begins with. */
export const topicOf = (passage: string) => passage.split('/')[0] ?? passage

/** Chooses the topic first, then the passage in it: neighbours of one topic share their votes instead of splitting them. */
export function decide(ranking: readonly Ranked[], limits: Thresholds = thresholds): Decision {
  const sums = { passage: 0, smalltalk: 0, outside: 0 }
  const topics = new Map<string, number>()
  for (const { label, probability } of ranking) {
    sums[label.kind] += probability
    if (label.kind === 'passage') topics.set(label.topic, (topics.get(label.topic) ?? 0) + probability)
  }
  const passages = ranking.filter(({ label }) => label.kind === 'passage')
  const near = passages.slice(0, 3).map(({ label }) => label.id)
  const intent = ranking.find(({ label }) => label.kind === 'smalltalk')
  if (intent && sums.smalltalk >= limits.smalltalk && sums.smalltalk > sums.passage)
    return { kind: 'smalltalk', intent: intent.label.id, confidence: sums.smalltalk }
  if (sums.passage < limits.scope * (sums.passage + sums.outside))
    return { kind: 'none', confidence: sums.outside, near }
  const [topic = '', confidence = 0] = [...topics].sort((a, b) => b[1] - a[1])[0] ?? []
  const best = passages.find(({ label }) => label.topic === topic)
  if (!best || confidence < limits.offer || sums.outside > limits.rival * confidence)
    return { kind: 'none', confidence, near }
  if (confidence >= limits.answer) return { kind: 'answer', passage: best.label.id, confidence, near }
  const offered = [best.label.id, ...near.filter((id) => id !== best.label.id)].slice(0, 3)
  return { kind: 'disambiguation', passages: offered, confidence }
}
