import type { Verdict } from './eval-score.ts'

export type Reliability = {
  bins: { from: number; to: number; count: number; confidence: number; right: number }[]
  error: number
}

/** How often an answer of a given confidence is about an accepted topic, and the expected calibration error. */
export function calibration(verdicts: readonly Verdict[], width = 0.1): Reliability {
  const answers = verdicts.filter(
    // An « ordinary » message is labelled as no emergency: nobody said what answers it.
    ({ got, set, expected }) =>
      got.kind === 'answer' && got.confidence !== null && set !== 'dialogues' && expected.kind !== 'ordinary',
  )
  const bins = Array.from({ length: Math.round(1 / width) }, (_, i) => {
    const from = i * width
    const inside = answers.filter(
      ({ got }) => Math.min(Math.floor((got.confidence ?? 0) / width), 1 / width - 1) === i,
    )
    const mean = (value: (verdict: Verdict) => number) =>
      inside.reduce((sum, verdict) => sum + value(verdict), 0) / (inside.length || 1)
    return {
      from: Number(from.toFixed(1)),
      to: Number((from + width).toFixed(1)),
      count: inside.length,
      confidence: mean(({ got }) => got.confidence ?? 0),
      right: mean(({ isTopicRight }) => (isTopicRight ? 1 : 0)),
    }
  }).filter(({ count }) => count > 0)
  const error = bins.reduce(
    (sum, { count, confidence, right }) =>
      sum + (count / (answers.length || 1)) * Math.abs(confidence - right),
    0,
  )
  return { bins, error }
}
