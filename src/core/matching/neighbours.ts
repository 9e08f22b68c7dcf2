import type { Features } from './features.ts'

/** For each class, how close its two closest utterances are: a mean cosine between 0 and 1, rare words counting more. */
export type Neighbours = (features: Features) => Float32Array

/** A word in more than this share of all utterances tells none of them apart. */
const common = 0.15

type Postings = { examples: Int32Array; values: Float32Array; weight: number }

/** Builds an inverted index over the examples. Character grams are left out: they are many and say little here. */
export function createNeighbours(
  examples: readonly { features: Features; label: number }[],
  classes: number,
): Neighbours {
  const index = toIndex(examples)
  const labels = Int32Array.from(examples, ({ label }) => label)
  const lengths = new Float32Array(examples.length)
  for (const { examples: holders, values, weight } of index.values())
    for (let i = 0; i < holders.length; i++) {
      const example = holders[i] as number
      lengths[example] = (lengths[example] as number) + (values[i] as number) ** 2 * weight
    }
  for (let example = 0; example < lengths.length; example++)
    lengths[example] = Math.sqrt(lengths[example] as number)
  const unknown = Math.log(1 + examples.length * 2) ** 2
  // One buffer for all questions: a new one each time is what the garbage collector would mostly do.
  const products = new Float32Array(examples.length)
  return (features) => {
    products.fill(0)
    let own = 0
    for (const [name, value] of features) {
      if (name.startsWith('#')) continue
      const postings = index.get(name)
      // A word that nobody said counts in the text's own length: it makes every utterance less close.
      const weight = (postings?.weight ?? unknown) * value
      own += weight * value
      if (!postings) continue
      const { examples: holders, values } = postings
      for (let i = 0; i < holders.length; i++) {
        const example = holders[i] as number
        products[example] = (products[example] as number) + (values[i] as number) * weight
      }
    }
    const length = Math.sqrt(own) || 1
    const best = new Float32Array(classes)
    const second = new Float32Array(classes)
    for (let example = 0; example < products.length; example++) {
      const product = products[example] as number
      if (product === 0) continue
      const label = labels[example] as number
      const cosine = product / ((lengths[example] as number) * length)
      if (cosine > (best[label] as number)) {
        second[label] = best[label] as number
        best[label] = cosine
      } else if (cosine > (second[label] as number)) second[label] = cosine
    }
    return best.map((value, label) => (value + (second[label] as number)) / 2)
  }
}

function toIndex(examples: readonly { features: Features }[]): Map<string, Postings> {
  const lists = new Map<string, { examples: number[]; values: number[] }>()
  for (const [example, { features }] of examples.entries())
    for (const [name, value] of features) {
      if (name.startsWith('#')) continue
      let list = lists.get(name)
      if (!list) {
        list = { examples: [], values: [] }
        lists.set(name, list)
      }
      list.examples.push(example)
      list.values.push(value)
    }
  return new Map(
    [...lists]
      .filter(([, list]) => list.examples.length <= examples.length * common)
      .map(([name, list]) => [
        name,
        {
          examples: Int32Array.from(list.examples),
          values: Float32Array.from(list.values),
          weight: Math.log(1 + examples.length / list.examples.length) ** 2,
        },
      ]),
  )
}
