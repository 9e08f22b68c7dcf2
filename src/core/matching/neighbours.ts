import type { Features, Signal } from './features.ts'
import { type Name, numberOf } from './names.ts'
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
const common = 0.006

/** Builds the index. */
export function indexExamples(
  examples: readonly { features: Features; label: number }[],
  classes: number,
): KnownExamples {
  const inOrder = [...examples].sort((a, b) => a.label - b.label)
  const lists = new Map<Name, RowList>()
  const classStarts = new Int32Array(classes + 1)
  for (const [example, { features, label }] of inOrder.entries()) {
    classStarts[label + 1] = (classStarts[label + 1] as number) + 1
    for (const [name, value] of spoken(features)) addTo(lists, name, example, value / features.length)
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

/** Builds the signal over known examples. A question costs as much as there are examples that share a word with it. */
export function createNeighbours({ rows, weights, unknown, shares, classStarts }: KnownExamples): Neighbours {
  const { index, starts, columns, values } = rows
  const classes = classStarts.length - 1
  const classOf = new Uint16Array(shares.length)
  for (let label = 0; label < classes; label++)
    classOf.fill(label, classStarts[label], classStarts[label + 1])
  // One pair of buffers for all questions: new ones each time are what the garbage collector would mostly do.
  const products = new Float32Array(shares.length)
  const touched = new Int32Array(shares.length)
  return (features) => {
    let own = 0
    let count = 0
    for (const [name, value] of spoken(features)) {
      const row = numberOf(index, name)
      // A word that nobody said counts in the text's own length: it makes every utterance less close.
      const weight = (row < 0 ? unknown : (weights[row] as number)) * value
      own += weight * value
      if (row < 0) continue
      const end = starts[row + 1] as number
      for (let at = starts[row] as number; at < end; at++) {
        const example = columns[at] as number
        if (products[example] === 0) touched[count++] = example
        products[example] = (products[example] as number) + (values[at] as number) * weight
      }
    }
    const best = new Float32Array(classes)
    const second = new Float32Array(classes)
    for (let at = 0; at < count; at++) {
      const example = touched[at] as number
      const label = classOf[example] as number
      const cosine = (products[example] as number) * (shares[example] as number)
      products[example] = 0
      if (cosine > (best[label] as number)) {
        second[label] = best[label] as number
        best[label] = cosine
      } else if (cosine > (second[label] as number)) second[label] = cosine
    }
    const length = Math.sqrt(own) || 1
    for (let label = 0; label < classes; label++)
      best[label] = ((best[label] as number) + (second[label] as number)) / 2 / length
    return best
  }
}

/** The signals of stems, concepts and pairs, each name once: grams and sounds are many and add nothing here. */
function spoken({ words, around }: Features): Signal[] {
  const signals: Signal[] = []
  for (const { stem, stemValue } of words)
    if (!signals.some(([name]) => name === stem)) signals.push([stem, stemValue])
  signals.push(...around)
  return signals
}
