import type { Label, Ranked } from './ranker.ts'

/** How well a class suits, by its probability in the one ranking and in the other: 0 where it does not stand. */
export type Suits = (label: Label, one: number, other: number) => number

/** Two rankings as one: every class of either, by how well it suits, best first; the probabilities sum to one. */
export function combine(one: readonly Ranked[], other: readonly Ranked[], suits: Suits): Ranked[] {
  const [inOne, inOther] = [one, other].map(chances) as [Chances, Chances]
  const labels = new Map([...one, ...other].map(({ label }) => [keyOf(label), label]))
  const fits = [...labels].map(([key, label]) => ({
    label,
    probability: suits(label, inOne.get(key) ?? 0, inOther.get(key) ?? 0),
  }))
  const total = fits.reduce((sum, { probability }) => sum + probability, 0) || 1
  return fits
    .map(({ label, probability }) => ({ label, probability: probability / total }))
    .sort((a, b) => b.probability - a.probability)
}

type Chances = ReadonlyMap<string, number>
const keyOf = ({ kind, id }: Label) => `${kind}:${id}`
const chances = (ranking: readonly Ranked[]): Chances =>
  new Map(ranking.map(({ label, probability }) => [keyOf(label), probability]))
