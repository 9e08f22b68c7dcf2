import type { FollowUp } from '../knowledge/follow-ups.ts'
import { indexNames, type Name, type NameIndex, numberOf } from '../matching/names.ts'
import type { Label } from '../matching/ranker.ts'
import { createRandom, shuffle } from '../matching/seeded.ts'
import { type ContextParts, type LastAnswer, lean, mayLean } from './follow-up.ts'
import { createSignals, type Habits } from './habits.ts'

/** A class that may answer a follow-up, what speaks for it, and whether it fits. */
type Candidate = { alone: number; after: number; near: number; names: readonly Name[]; fits: boolean }
type Row = Omit<Candidate, 'names'> & { numbers: Int32Array }

const training = { epochs: 14, rate: 0.15, slowest: 0.002, minimum: 2, decay: 2 }
/** Classes that come no nearer than so many others teach nothing. */
const mostCandidates = 30

export type HabitsParts = Required<Omit<ContextParts, 'habits'>> & {
  lastAnswerOf: (passage: string) => LastAnswer | null
}

/**
 * Learns how people go on after an answer: of the classes that a follow-up may mean, those that fit are made likelier than the
 * others (conditional logistic regression by AdaGrad, seeded, with a quadratic penalty), beginning at the prior of follow-up.ts.
 */
export function learnHabits(said: readonly FollowUp[], parts: HabitsParts): Habits {
  const examples = said
    .map((followUp) => toCandidates(followUp, parts))
    .filter((candidates) => candidates.some(({ fits }) => fits) && candidates.some(({ fits }) => !fits))
  const { index, counts } = indexSignals(examples)
  const rows = examples.map((candidates) =>
    candidates.map(({ names, ...rest }) => ({ ...rest, numbers: known(index, names) })),
  )
  return { index, ...descend(rows, counts) }
}

function toCandidates({ after, fits, text }: FollowUp, parts: HabitsParts): Candidate[] {
  const last = parts.lastAnswerOf(after)
  const alone = parts.understand(text)
  if (!last || !mayLean(text, alone)) return []
  const signalsOf = createSignals({ stems: parts.stemsOf(text), isBare: parts.isBareQuestion(text), last })
  const suit = (one: { alone: number; after: number; near: number }) => one.alone + one.after + one.near
  return lean(text, alone, last, parts)
    .sort((a, b) => suit(b) - suit(a))
    .slice(0, mostCandidates)
    .map(({ label, ...rest }) => ({ ...rest, names: signalsOf(label), fits: isAmong(label, fits) }))
}

const isAmong = ({ kind, id, topic }: Label, fits: readonly string[]) =>
  kind === 'passage' ? fits.includes(id) || fits.includes(topic) : fits.includes(kind)

/** The signals of enough follow-ups, numbered, with how many have each. */
function indexSignals(examples: readonly (readonly Candidate[])[]): {
  index: NameIndex
  counts: Float32Array
} {
  const seen = new Map<Name, number>()
  for (const candidates of examples)
    for (const name of new Set(candidates.flatMap(({ names }) => names)))
      seen.set(name, (seen.get(name) ?? 0) + 1)
  const enough = [...seen].filter(([, count]) => count >= training.minimum)
  return {
    index: indexNames(enough.map(([name]) => name)),
    counts: Float32Array.from(enough, ([, count]) => count),
  }
}

const known = (index: NameIndex, names: readonly Name[]) =>
  Int32Array.from(names.map((name) => numberOf(index, name)).filter((number) => number >= 0))

function descend(examples: readonly (readonly Row[])[], counts: Float32Array): Omit<Habits, 'index'> {
  const { epochs, rate, slowest, decay } = training
  const weights = new Float32Array(counts.length)
  const squares = new Float32Array(counts.length)
  const share = { alone: 1, after: 1 }
  const order = examples.map((_, i) => i)
  const random = createRandom(20_261_128)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    const pace = rate * (1 - epoch / epochs)
    for (const i of order) {
      const rows = examples[i] as readonly Row[]
      const errors = errorsOf(rows, weights, share)
      const slopes = new Map<number, number>()
      for (const [c, { alone, after, numbers }] of rows.entries()) {
        const error = errors[c] as number
        share.alone += slowest * pace * error * alone
        share.after += slowest * pace * error * after
        for (const number of numbers) slopes.set(number, (slopes.get(number) ?? 0) + error)
      }
      for (const [number, sum] of slopes) {
        const weight = weights[number] as number
        const slope = sum - (decay * weight) / (counts[number] as number)
        const square = (squares[number] as number) + slope * slope
        squares[number] = square
        weights[number] = weight + (pace * slope) / (Math.sqrt(square) + 1e-6)
      }
    }
  }
  return { ...share, weights }
}

/** How much likelier each class should be: what it has of the fitting ones' shares, less what it has of all. */
function errorsOf(
  rows: readonly Row[],
  weights: Float32Array,
  share: { alone: number; after: number },
): number[] {
  const suits = rows.map(({ alone, after, near, numbers }) => {
    let sum = share.alone * alone + share.after * after + near
    for (const number of numbers) sum += weights[number] as number
    return Math.exp(sum)
  })
  const all = suits.reduce((sum, suit) => sum + suit, 0)
  const fitting = suits.reduce((sum, suit, c) => sum + (rows[c]?.fits ? suit : 0), 0)
  return suits.map((suit, c) => (rows[c]?.fits ? suit / fitting : 0) - suit / all)
}
