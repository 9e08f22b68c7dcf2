import { type Features, type Featurise, joinFeatures } from '../matching/features.ts'
import { createPredict, type Softmax } from '../matching/softmax.ts'
import { type Example, learn } from '../matching/softmax-learning.ts'

/** Whether a text sounds like an emergency that no rule names. It can only add to the rule table, never take away. */
export type SecondNet = (text: string) => boolean

export type SecondNetParts = {
  featurise: Featurise
  /** What people write in emergencies, and everything else that people are known to write. */
  urgent: readonly string[]
  ordinary: readonly string[]
  /** Harmless messages with the words of an emergency: they count more. */
  nearMisses: readonly string[]
}

/** From this probability on a text counts as an emergency; `npm run eval` and the cross-validation hold it. */
const netThreshold = 0.85
/** One sentence of a story says less than the whole: it must be surer. */
const sentenceThreshold = 0.95
const longest = 4000
const fewest = 8
const mostSentences = 40
const urgentWeight = 2
const nearMissWeight = 5

/** Learns a two-class softmax regression over words, pairs, sounds and character grams: deterministic, seeded, no Fuse. */
export function learnSecondNet({ featurise, urgent, ordinary, nearMisses }: SecondNetParts): Softmax {
  const read = (text: string) => readStory(text, featurise).whole
  const examples: Example[] = [
    ...ordinary.map((text) => ({ features: read(text), label: 0, weight: 1 })),
    ...nearMisses.map((text) => ({ features: read(text), label: 0, weight: nearMissWeight })),
    ...urgent.map((text) => ({ features: read(text), label: 1, weight: urgentWeight })),
  ]
  return learn(examples, 2, { epochs: 6, runs: 3, rate: 0.5, decay: 2e-6, minimum: 2 })
}

/** Builds the net: a story is read whole and sentence by sentence, since its sign may stand among many harmless words. */
export function createSecondNet(model: Softmax, featurise: Featurise): SecondNet {
  const predict = createPredict(model)
  const isUrgent = (features: Features, threshold: number) => (predict(features)[1] ?? 0) >= threshold
  return (text) => {
    const { whole, sentences } = readStory(text, featurise)
    return isUrgent(whole, netThreshold) || sentences.some((part) => isUrgent(part, sentenceThreshold))
  }
}

/** A text and its sentences that are long enough to say something by themselves; none where it has but one. Each word is read once. */
function readStory(text: string, featurise: Featurise): { whole: Features; sentences: Features[] } {
  const parts = text
    .slice(0, longest)
    .split(/(?<=[.!?…;\n])\s+/)
    .map((part) => ({ features: featurise(part), isLong: part.split(/\s+/).length >= fewest }))
  const [only] = parts
  if (only && parts.length === 1) return { whole: only.features, sentences: [] }
  const sentences = parts.slice(0, mostSentences).flatMap(({ features, isLong }) => (isLong ? features : []))
  return { whole: joinFeatures(parts.map(({ features }) => features)), sentences }
}
