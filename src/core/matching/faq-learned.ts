import type { FaqDocument } from './faq.ts'
import type { Features, Featurise } from './features.ts'
import { createNeighbours, indexExamples } from './neighbours.ts'
import { createPredict } from './softmax.ts'
import { type Example, learn } from './softmax-learning.ts'

/** What a regression and the nearest known wording say of each document: a value of 0 or more by position. */
export type Learned = (text: string) => { learned: Float32Array; nearest: Float32Array }

const training = { epochs: 6, runs: 1, rate: 0.5, decay: 2e-6, minimum: 2 }
const weight = { question: 2, sentence: 0.5 }
const mostSentences = 12
const shortestSentence = 20
const unlikely = 1e-4

/** Learns from the questions, their variants and the answers' first sentences: the ranker's own pieces on any base. */
export function createLearned(docs: readonly FaqDocument[], featurise: Featurise): Learned {
  const asked = docs.flatMap(({ question, variants = [] }, label) =>
    [question, ...variants].map((text) => ({ features: featurise(text), label })),
  )
  const told = docs.flatMap(({ answer }, label) =>
    answer
      .split(/(?<=[.!?;\n])\s+/)
      .filter((sentence) => sentence.length > shortestSentence)
      .slice(0, mostSentences)
      .map((sentence) => ({ features: featurise(sentence), label })),
  )
  const weighed = (examples: { features: Features; label: number }[], share: number): Example[] =>
    examples.map((example) => ({ ...example, weight: share }))
  const predict = createPredict(
    learn([...weighed(asked, weight.question), ...weighed(told, weight.sentence)], docs.length, training),
  )
  const neighbours = createNeighbours(indexExamples(asked, docs.length))
  return (text) => {
    const features = featurise(text)
    return {
      learned: predict(features).map((p) => Math.log((p + unlikely) / unlikely)),
      nearest: neighbours(features),
    }
  }
}
