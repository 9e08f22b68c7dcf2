import type { TurnLine } from '../adapters/text/json-lines.ts'

/** A labelled turn, as the sets' guide defines it. */
export type Expectation = {
  id: string
  text: string
  kind: string
  accept?: string[]
  facts?: string[]
  style?: string
  intent?: string
}
export type Verdict = {
  set: string
  expected: Expectation
  got: TurnLine
  isTopicRight: boolean
  isRight: boolean
  isOffered: boolean
  isWrong: boolean
}

/** Scores one turn: right, offered, wrong (the worst outcome after a missed emergency), or none of them. */
export function score(set: string, expected: Expectation, got: TurnLine): Verdict {
  const accept = expected.accept ?? []
  const isTopicRight = expected.kind === 'answer' && got.kind === 'answer' && accept.includes(got.topic ?? '')
  const isRight = () => {
    if (expected.kind === 'answer') return isTopicRight && hasFacts
    // No emergency: whatever else it may be.
    return expected.kind === 'ordinary' ? got.kind !== 'urgent' : got.kind === expected.kind
  }
  const hasFacts = (expected.facts ?? []).every((fact) => new RegExp(fact, 'i').test(got.text))
  return {
    set,
    expected,
    got,
    isTopicRight,
    isRight: isRight(),
    isOffered:
      expected.kind === 'answer' &&
      got.kind === 'disambiguation' &&
      got.options.some(({ topic }) => accept.includes(topic ?? '')),
    isWrong:
      got.kind === 'answer' &&
      (expected.kind === 'fallback' || (expected.kind === 'answer' && !isTopicRight)),
  }
}

export type Figures = {
  count: number
  topic: number
  right: number
  offered: number
  wrong: number
  urgent: number
  gaveUp: number
}

/** Shares between 0 and 1 over a list of verdicts. */
export function toFigures(verdicts: readonly Verdict[]): Figures {
  const share = (test: (verdict: Verdict) => boolean) => verdicts.filter(test).length / (verdicts.length || 1)
  return {
    count: verdicts.length,
    topic: share(({ isTopicRight }) => isTopicRight),
    right: share(({ isRight }) => isRight),
    offered: share(({ isOffered }) => isOffered),
    wrong: share(({ isWrong }) => isWrong),
    urgent: share(({ got }) => got.kind === 'urgent'),
    gaveUp: share(({ got }) => got.kind === 'fallback'),
  }
}
