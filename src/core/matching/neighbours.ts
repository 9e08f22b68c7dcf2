import type { Features } from './features.ts'
import { addTo, type RowList, type Rows, toRows } from './rows.ts'

/** For each class, how close its two closest utterances are: a mean cosine between 0 and 1, rare words counting more. */
export type Neighbours = (features: Features) => Float32Array

/** What is known of the examples: an inverted index whose columns are examples, in the order of their classes. */
export type KnownExamples = {
  rows: Rows
  /** How much each row's name counts. */
  weights: Float32Array
  /** How much a name counts that nobody said. */
  unknown: number
  /** One divided by each example's length. */
  shares: Float32Array
  /** Where each class's examples begin. */
  classStarts: Int32Array
}

/** A word in more than this share of all utterances tells none of them apart. */
const common = 0.06

/** Builds the index. Character grams are left out: they are many and say little here. */
export function indexExamples(
  examples: readonly { features: Features; label: number }[],
  classes: number,
): KnownExamples {
  const inOrder = [...examples].sort((a, b) => a.label - b.label)
  const lists = new Map<string, RowList>()
  const classStarts = new Int32Array(classes + 1)
  for (const [example, { features, label }] of inOrder.entries()) {
    classStarts[label + 1] = (classStarts[label + 1] as number) + 1
    for (const [name, value] of features) if (!name.startsWith('#')) addTo(lists, name, example, value)
  }
  for (let label = 0; label < classes; label++)
    classStarts[label + 1] = (classStarts[label + 1] as number) + (classStarts[label] as number)
  const told = new Map([...lists].filter(([, { columns }]) => columns.length <= examples.length * common))
  const weights = Float32Array.from(
    told.values(),
    ({ columns }) => Math.log(1 + examples.length / columns.length) ** 2,
  )
  const squares = new Float32Array(examples.length)
  for (const [row, { columns, values }] of [...told.values()].entries())
    for (const [i, example] of columns.entries())
      squares[example] = (squares[example] as number) + (values[i] as number) ** 2 * (weights[row] as number)
  return {
    rows: toRows(told),
    weights,
    unknown: Math.log(1 + examples.length * 2) ** 2,
    shares: squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0)),
    classStarts,
  }
}

/** Builds the signal over known examples. */
export function createNeighbours({ rows, weights, unknown, shares, classStarts }: KnownExamples): Neighbours {
  // One buffer for all questions: a new one each time is what the garbage collector would mostly do.
  const products = new Float32Array(shares.length)
  const { index, starts, columns, values } = rows
  return (features) => {
    products.fill(0)
    let own = 0
    for (const [name, value] of features) {
      if (name.startsWith('#')) continue
      const row = index.get(name)
      // A word that nobody said counts in the text's own length: it makes every utterance less close.
      const weight = (row === undefined ? unknown : (weights[row] as number)) * value
      own += weight * value
      if (row === undefined) continue
      const end = starts[row + 1] as number
      for (let at = starts[row] as number; at < end; at++) {
        const example = columns[at] as number
        products[example] = (products[example] as number) + (values[at] as number) * weight
      }
    }
    const length = Math.sqrt(own) || 1
    const closest = new Float32Array(classStarts.length - 1)
    for (let label = 0; label < closest.length; label++) {
      let best = 0
      let second = 0
      const end = classStarts[label + 1] as number
      for (let example = classStarts[label] as number; example < end; example++) {
        const cosine = (products[example] as number) * (shares[example] as number)
        if (cosine > best) {
          second = best
          best = cosine
        } else if (cosine > second) second = cosine
      }
      closest[label] = (best + second) / 2 / length
    }
    return closest
  }
}
