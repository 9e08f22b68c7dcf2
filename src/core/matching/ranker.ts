import type { Featurise } from './features.ts'
import { createNeighbours } from './neighbours.ts'
import { type Example, learn, predict, type Training } from './softmax.ts'

/** What a class of the ranker stands for. */
export type Label = { kind: 'passage' | 'smalltalk' | 'outside'; id: string }

/** A class with its probability, best first in a ranking. */
export type Ranked = { label: Label; probability: number }

export type RankerParts = {
  featurise: Featurise
  /** Utterances by label; `texts` are what the content itself says, which counts less than what people say. */
  classes: readonly { label: Label; utterances: readonly string[]; texts: readonly string[] }[]
  training?: Training
}

/** Utterance to classes, best first. Pure and deterministic. */
export type Ranker = (text: string) => Ranked[]

const textWeight = 0.5
const usual = 40
const loudest = 2
const regressionPower = 0.8
const sharpness = 10

/** Learns from the bank and the content. Throws if there is nothing to learn from. */
export function createRanker({ featurise, classes, training }: RankerParts): Ranker {
  const examples: Example[] = classes.flatMap(({ utterances, texts }, label) => {
    // A class of few utterances speaks louder for each, within bounds: how much was written is no measure of how often it is asked.
    const weight = Math.min(loudest, Math.sqrt(usual / Math.max(1, utterances.length)))
    return [
      ...utterances.map((text) => ({ features: featurise(text), label, weight })),
      ...texts.map((text) => ({ features: featurise(text), label, weight: textWeight })),
    ]
  })
  if (examples.length === 0) throw new Error('The ranker has no utterance to learn from: fill intents/')
  const model = learn(examples, classes.length, training)
  const neighbours = createNeighbours(examples, classes.length)
  return (text) => {
    const features = featurise(text)
    const probabilities = blend(predict(model, features), neighbours(features))
    return classes
      .map(({ label }, i) => ({ label, probability: probabilities[i] ?? 0 }))
      .sort((a, b) => b.probability - a.probability)
  }
}

/** The regression knows what words mean together, the neighbours know what was said before: a product of both opinions. */
function blend(probabilities: Float32Array, closeness: Float32Array): Float32Array {
  const blended = probabilities.map(
    (p, i) => (p + 1e-4) ** regressionPower * Math.exp(sharpness * (closeness[i] as number)),
  )
  const sum = blended.reduce((total, value) => total + value, 0)
  return blended.map((value) => value / sum)
}
