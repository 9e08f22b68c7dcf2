import type { Label, Ranked } from './ranker.ts'

/** How well a class suits, by its probability in each of the rankings: 0 where it does not stand. */
export type Suits = (label: Label, chances: readonly number[]) => number

/** Some rankings as one: every class of any, by how well it suits, best first; the probabilities sum to one. */
export function combine(rankings: readonly (readonly Ranked[])[], suits: Suits): Ranked[] {
  const chances = rankings.map(
    (ranking) => new Map(ranking.map(({ label, probability }) => [keyOf(label), probability])),
  )
  const labels = new Map(rankings.flat().map(({ label }) => [keyOf(label), label]))
  const fits = [...labels].map(([key, label]) => ({
    label,
    probability: suits(
      label,
      chances.map((each) => each.get(key) ?? 0),
    ),
  }))
  const total = fits.reduce((sum, { probability }) => sum + probability, 0) || 1
  return fits
    .map(({ label, probability }) => ({ label, probability: probability / total }))
    .sort((a, b) => b.probability - a.probability)
}

const keyOf = ({ kind, id }: Label) => `${kind}:${id}`
