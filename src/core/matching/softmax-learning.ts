import { type Features, toVector } from './features.ts'
import { indexNames, type Name, type NameIndex } from './names.ts'
import { createRandom, shuffle } from './seeded.ts'
import { addRow, type Row, type Softmax, toProbabilities, toRow } from './softmax.ts'

/** One thing to learn from: the features of a text and the class it belongs to. */
export type Example = { features: Features; label: number; weight: number }

/** `runs`: how often everything is learned, each time in another order. */
export type Training = { epochs: number; runs: number; rate: number; decay: number; minimum: number }
const settled = 2e-2
export const training: Training = { epochs: 4, runs: 3, rate: 0.5, decay: 2e-6, minimum: 5 }

/**
 * Learns by AdaGrad in fixed orders (seeded shuffles), so that the same examples give the same weights on any machine. What
 * was seen last says a little too much: the mean of some runs says a fifth of a percent of the questions better than one.
 * Features seen in fewer than `minimum` examples are left out.
 */
export function learn(examples: readonly Example[], classes: number, options: Training = training): Softmax {
  const vectors = examples.map(({ features }) => toVector(features))
  const index = indexFeatures(vectors, options.minimum)
  const rows = vectors.map((vector, i) => ({ ...toRow(vector, index), ...(examples[i] as Example) }))
  const mean = { weights: new Float32Array(index.size * classes), bias: new Float32Array(classes) }
  for (let run = 0; run < options.runs; run++) {
    const { weights, bias } = descend(rows, index.size, classes, options, run)
    addShare(mean.weights, weights, options.runs)
    addShare(mean.bias, bias, options.runs)
  }
  return { classes, index, ...packed(mean.weights, classes), bias: mean.bias }
}

function addShare(sum: Float32Array, values: Float32Array, share: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (values[at] as number) / share
}

/** One run: every example once an epoch, in an order of its own. */
function descend(
  rows: readonly (Row & Example)[],
  features: number,
  classes: number,
  { epochs, rate, decay }: Training,
  run: number,
): { weights: Float32Array; bias: Float32Array } {
  const weights = new Float32Array(features * classes)
  const squares = new Float32Array(features * classes)
  const bias = new Float32Array(classes)
  const order = rows.map((_, i) => i)
  const random = createRandom(20_251_124 + run)
  const scores = new Float32Array(classes)
  // What teaches nothing any more is not looked at in the next two epochs: half of the examples.
  const rests = new Uint8Array(rows.length)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const i of order) {
      if (rests[i]) {
        rests[i]--
        continue
      }
      const row = rows[i] as Row & Example
      scores.set(bias)
      addRow(scores, row, weights, classes)
      toProbabilities(scores)
      const moved: number[] = []
      for (let k = 0; k < classes; k++) {
        const error = ((k === row.label ? 1 : 0) - (scores[k] as number)) * row.weight
        // Classes that are already settled move nothing: this skips nine tenths of the work.
        if (error < settled && error > -settled) continue
        moved.push(k)
        scores[k] = error
        bias[k] = (bias[k] as number) + 0.02 * error
      }
      if (moved.length === 0) {
        rests[i] = 2
        continue
      }
      for (let f = 0; f < row.ids.length; f++) {
        const start = (row.ids[f] as number) * classes
        const value = row.values[f] as number
        for (const k of moved) {
          const at = start + k
          const slope = (scores[k] as number) * value - decay * (weights[at] as number)
          const square = (squares[at] as number) + slope * slope
          squares[at] = square
          weights[at] = (weights[at] as number) + (rate * slope) / (Math.sqrt(square) + 1e-6)
        }
      }
    }
  }
  return { weights, bias }
}

type Vector = ReadonlyMap<Name, number>

function indexFeatures(vectors: readonly Vector[], minimum: number): NameIndex {
  const counts = new Map<Name, number>()
  for (const vector of vectors)
    for (const name of vector.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  return indexNames([...counts].filter(([, count]) => count >= minimum).map(([name]) => name))
}

const steps = 127

function packed(weights: Float32Array, classes: number): Pick<Softmax, 'weights' | 'scales'> {
  const scales = new Float32Array(weights.length / classes)
  const small = new Int8Array(weights.length)
  for (let row = 0; row < scales.length; row++) {
    const start = row * classes
    let most = 0
    for (let at = start; at < start + classes; at++) most = Math.max(most, Math.abs(weights[at] as number))
    const scale = most / steps
    scales[row] = scale
    if (scale > 0)
      for (let at = start; at < start + classes; at++) small[at] = Math.round((weights[at] as number) / scale)
  }
  return { weights: small, scales }
}
