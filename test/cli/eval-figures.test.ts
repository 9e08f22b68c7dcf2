import { describe, expect, it } from 'vitest'
import { calibration } from '../../src/cli/eval-calibration.ts'
import { accuracy, type HeldOut } from '../../src/cli/eval-cv.ts'
import { score } from '../../src/cli/eval-score.ts'
import { toLabel } from '../../src/core/matching/ranker.ts'

const answered = (topic: string, confidence: number) =>
  ({ kind: 'answer', topic, confidence, text: '', options: [] }) as never

describe('the calibration', () => {
  it('compares the confidence of answers with how often their topic is an accepted one', () => {
    const verdicts = [
      score('set', { id: 'a', text: '', kind: 'answer', accept: ['causes'] }, answered('causes', 0.95)),
      score('set', { id: 'b', text: '', kind: 'fallback' }, answered('causes', 0.95)),
    ]
    const { bins, error } = calibration(verdicts)
    expect(bins).toHaveLength(1)
    expect(bins[0]).toMatchObject({ count: 2, right: 0.5 })
    expect(error).toBeCloseTo(0.45)
  })

  it('leaves out a message of which only is known that it is no emergency', () => {
    const verdicts = [
      score('set', { id: 'a', text: '', kind: 'answer', accept: ['causes'] }, answered('causes', 1)),
      score('set', { id: 'b', text: '', kind: 'ordinary' }, answered('sport', 1)),
    ]
    expect(calibration(verdicts).error).toBe(0)
  })
})

describe('the accuracy of cross-validation', () => {
  const heldOut = (claims: string[], best: string): HeldOut => ({
    text: '',
    label: toLabel('passage', claims[0] ?? ''),
    claims,
    ranking: [{ label: toLabel('passage', best), probability: 1 }],
  })

  it('takes any passage that holds the utterance as right, and its topic', () => {
    expect(accuracy([heldOut(['a/one', 'b/two'], 'b/two')])).toMatchObject({ passage: 1, topic: 1 })
    expect(accuracy([heldOut(['a/one', 'b/two'], 'b/three')])).toMatchObject({ passage: 0, topic: 1 })
    expect(accuracy([heldOut(['a/one'], 'c/one')])).toMatchObject({ passage: 0, topic: 0 })
  })
})
