import type { Bank } from '../knowledge/knowledge.ts'
import { words } from '../language/tokens.ts'
import { createNeighbours, indexExamples } from './neighbours.ts'
import { createOpinions, type Label, rankBy } from './ranker.ts'
import { clip, toClasses, toReading, type Understand, type UnderstandingParts } from './understanding.ts'

/** One class with what each signal said of it. */
export type Signals = {
  label: Label
  /** In the end, and before Fuse looked at the shortlist. */
  probability: number
  beforeFuse: number
  regression: number
  /** The mean closeness of its two closest utterances, and the closest one. */
  closeness: number
  nearest: string
  spelling: number
}

export type Explanation = { repairs: { from: string; to: string }[]; best: Signals[] }

/** Builds the means to tell why a text was understood as it was. Learns anew: a tool for the command line, not for a turn. */
export function createExplain(
  parts: UnderstandingParts,
  bank: Bank,
  understand: Understand,
  count = 5,
): (text: string) => Explanation {
  const { learned, knowledge, shortenings } = parts
  const { featurise, repair } = toReading(parts, learned, parts.without)
  const opinions = createOpinions(featurise, learned)
  const classes = toClasses(knowledge, bank)
  const said = classes.flatMap(({ utterances }, label) => utterances.map((text) => ({ text, label })))
  const closest = createNeighbours(
    indexExamples(
      said.map(({ text }, label) => ({ features: featurise(text), label })),
      said.length,
    ),
  )
  return (text) => {
    const read = clip(text)
    const signals = opinions(read)
    const { regression, closeness, spelling } = signals
    const near = closest(featurise(read))
    const before = new Map(
      rankBy(signals, learned.labels).map(({ label, probability }) => [key(label), probability]),
    )
    const best = understand(read)
      .slice(0, count)
      .map(({ label, probability }): Signals => {
        const at = classes.findIndex((known) => key(known.label) === key(label))
        const nearest = said.reduce(
          (found, { label: of }, i) => (of === at && (near[i] ?? 0) > (near[found] ?? -1) ? i : found),
          -1,
        )
        return {
          label,
          probability,
          beforeFuse: before.get(key(label)) ?? 0,
          regression: regression[at] ?? 0,
          closeness: closeness[at] ?? 0,
          nearest: said[nearest]?.text ?? '',
          spelling: spelling[at] ?? 0,
        }
      })
    const repairs = words(read)
      .map((from) => ({ from, to: (shortenings.get(from) ?? [repair(from)]).join(' ') }))
      .filter(({ from, to }) => from !== to)
    return { repairs, best }
  }
}

const key = ({ kind, id }: Label) => `${kind} ${id}`
