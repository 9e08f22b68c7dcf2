import type { Features } from './features.ts'

/** For each class, how close its closest utterance is: a cosine between 0 and 1, rare words counting more. */
export type Neighbours = (features: Features) => Float32Array

type Posting = { example: number; value: number }

/** Builds an inverted index over the examples. Character grams are left out: they are many and say little here. */
export function createNeighbours(
  examples: readonly { features: Features; label: number }[],
  classes: number,
): Neighbours {
  const postings = new Map<string, Posting[]>()
  for (const [example, { features }] of examples.entries())
    for (const [name, value] of features) {
      if (name.startsWith('#')) continue
      const list = postings.get(name)
      if (list) list.push({ example, value })
      else postings.set(name, [{ example, value }])
    }
  const rarity = (name: string) => Math.log(1 + examples.length / (postings.get(name)?.length ?? 0.5))
  const lengths = new Float32Array(examples.length)
  for (const [name, list] of postings) {
    const square = rarity(name) ** 2
    for (const { example, value } of list)
      lengths[example] = (lengths[example] as number) + value * value * square
  }
  return (features) => {
    const products = new Float32Array(examples.length)
    let own = 0
    for (const [name, value] of features) {
      if (name.startsWith('#')) continue
      const weight = rarity(name) ** 2 * value
      own += weight * value
      for (const posting of postings.get(name) ?? [])
        products[posting.example] = (products[posting.example] as number) + posting.value * weight
    }
    const best = new Float32Array(classes)
    for (const [example, { label }] of examples.entries()) {
      const product = products[example] as number
      if (product === 0) continue
      const cosine = product / Math.sqrt((lengths[example] as number) * own)
      if (cosine > (best[label] as number)) best[label] = cosine
    }
    return best
  }
}
