import type { Featurise } from './features.ts'
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

/** Learns from the bank and the content. Throws if there is nothing to learn from. */
export function createRanker({ featurise, classes, training }: RankerParts): Ranker {
  const examples: Example[] = classes.flatMap(({ utterances, texts }, label) => [
    ...utterances.map((text) => ({ features: featurise(text), label, weight: 1 })),
    ...texts.map((text) => ({ features: featurise(text), label, weight: textWeight })),
  ])
  if (examples.length === 0) throw new Error('The ranker has no utterance to learn from: fill intents/')
  const model = learn(examples, classes.length, training)
  return (text) => {
    const probabilities = predict(model, featurise(text))
    return classes
      .map(({ label }, i) => ({ label, probability: probabilities[i] ?? 0 }))
      .sort((a, b) => b.probability - a.probability)
  }
}
