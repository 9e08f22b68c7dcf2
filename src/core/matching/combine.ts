import type { Label, Ranked } from './ranker.ts'

/** A class with its probability in each of some rankings: 0 where it does not stand. */
export type Chances = { label: Label; chances: readonly number[] }
/** How well a class suits, by its probability in each of the rankings. */
export type Suits = (label: Label, chances: readonly number[]) => number

/** Every class of some rankings, in the order in which they first stand. */
export function sideBySide(rankings: readonly (readonly Ranked[])[]): Chances[] {
  const byKey = rankings.map(
    (ranking) => new Map(ranking.map(({ label, probability }) => [keyOf(label), probability])),
  )
  const labels = new Map(rankings.flat().map(({ label }) => [keyOf(label), label]))
  return [...labels].map(([key, label]) => ({ label, chances: byKey.map((each) => each.get(key) ?? 0) }))
}

/** Classes by how well they suit, best first, as shares that sum to one. */
export function toShares(suits: readonly Ranked[]): Ranked[] {
  const total = suits.reduce((sum, { probability }) => sum + probability, 0) || 1
  return suits
    .map(({ label, probability }) => ({ label, probability: probability / total }))
    .sort((a, b) => b.probability - a.probability)
}

/** Some rankings as one: every class of any, by how well it suits. */
export const combine = (rankings: readonly (readonly Ranked[])[], suits: Suits): Ranked[] =>
  toShares(sideBySide(rankings).map(({ label, chances }) => ({ label, probability: suits(label, chances) })))

const keyOf = ({ kind, id }: Label) => `${kind}:${id}`
