import type { Features, Featurise } from './features.ts'
import { createNeighbours, indexExamples, type KnownExamples } from './neighbours.ts'
import { createPredict, type Softmax } from './softmax.ts'
import { type Example, learn } from './softmax-learning.ts'
import { createSpelling, indexSpelling, type KnownSpelling } from './spelling.ts'

/** What a class of the ranker stands for. */
export type Label = {
  kind: 'passage' | 'smalltalk' | 'outside'
  id: string
  /** What a passage's id begins with, before its slash; an id without one is its own topic. */
  topic: string
}

/** A label with its topic worked out, once for all questions. */
export const toLabel = (kind: Label['kind'], id: string): Label => ({
  kind,
  id,
  topic: id.split('/')[0] ?? id,
})

/** A class with its probability, best first in a ranking. */
export type Ranked = { label: Label; probability: number }

/** What is learned of a label: utterances, and `texts`, what the content itself says, which counts less than what people say. */
export type Class = { label: Label; utterances: readonly string[]; texts: readonly string[] }

/** Utterance to classes, best first. Pure and deterministic. */
export type Ranker = (text: string) => Ranked[]

/** What each signal says of each class, by its position: a probability, two mean closenesses. */
export type Opinions = {
  regression: Float32Array
  closeness: Float32Array
  spelling: Float32Array
  /** Whether a foreign subject is named. */
  isForeign: boolean
}

const textWeight = 0.5
const usual = 40
const loudest = 2
/** What the regression holds impossible may still be said by the other two. */
const leastChance = 1e-4
/** Below this a class is in no ranking: it changes no decision. */
const impossible = 1e-4
const sharpness = 8
const spellingShare = 3.2
/** The bank has more foreign subjects than people ask about; one that is named speaks for them. */
const outsideShare = 0.7
const foreignBonus = 4

/** What the ranker learned, by the labels' position: plain data, the same for the same bank. */
export type Learned = {
  labels: readonly Label[]
  regression: Softmax
  examples: KnownExamples
  spelling: KnownSpelling
}

/** Learns from the bank and the content. Throws if there is nothing to learn from. */
export function learnOpinions(featurise: Featurise, classes: readonly Class[]): Learned {
  const examples: Example[] = classes.flatMap(({ utterances, texts }, label) => {
    // A class of few utterances speaks louder for each, within bounds: how much was written is no measure of how often it is asked.
    const weight = Math.min(loudest, Math.sqrt(usual / Math.max(1, utterances.length)))
    return [
      ...utterances.map((text) => ({ features: featurise(text), label, weight })),
      ...texts.map((text) => ({ features: featurise(text), label, weight: textWeight })),
    ]
  })
  if (examples.length === 0) throw new Error('The ranker has no utterance to learn from: fill intents/')
  return {
    labels: classes.map(({ label }) => label),
    regression: learn(examples, classes.length),
    examples: indexExamples(examples, classes.length),
    spelling: indexSpelling(
      classes.map(({ utterances, texts }) =>
        [...utterances, ...texts].flatMap((text) => subjectWords(featurise(text))),
      ),
    ),
  }
}

/** Builds the signals from what was learned. `featurise` reads as it did for the learning. */
export function createOpinions(featurise: Featurise, learned: Learned): (text: string) => Opinions {
  const predict = createPredict(learned.regression)
  const neighbours = createNeighbours(learned.examples)
  const spelling = createSpelling(learned.spelling)
  return (text) => {
    const features = featurise(text)
    return {
      regression: predict(features),
      closeness: neighbours(features),
      spelling: spelling(features),
      isForeign: features.isForeign,
    }
  }
}

/** The words of a text that carry a subject, as the spelling signal compares them. */
const subjectWords = ({ words }: Features) =>
  words.flatMap(({ word, isGrammar }) => (isGrammar ? [] : [word]))

/** Ranks the classes by all opinions together, or by the nearest utterances alone (for the ablation). */
export function createRanker(featurise: Featurise, learned: Learned, isNearestOnly = false): Ranker {
  const opinions = createOpinions(featurise, learned)
  return (text) => {
    const said = opinions(text)
    return rankBy(isNearestOnly ? onlyNearest(said) : said, learned.labels)
  }
}

/** The classes by what all signals say together, best first; those next to impossible are left out. */
export function rankBy(opinions: Opinions, labels: readonly Label[]): Ranked[] {
  const ranking: Ranked[] = []
  const probabilities = blend(opinions, labels)
  for (let at = 0; at < labels.length; at++) {
    const probability = probabilities[at] as number
    if (probability >= impossible) ranking.push({ label: labels[at] as Label, probability })
  }
  return ranking.sort((a, b) => b.probability - a.probability)
}

const onlyNearest = ({ closeness, regression, isForeign }: Opinions): Opinions => ({
  isForeign,
  // Alone it has to be as decided as all opinions together are, or the thresholds would let nothing through.
  closeness: closeness.map((value) => value * 4),
  regression: regression.map(() => 1),
  spelling: regression.map(() => 0),
})

/**
 * The regression knows what words mean together, the neighbours know what was said before, the spelling knows whose words
 * these are: a product of three opinions.
 */
function blend(
  { regression, closeness, spelling, isForeign }: Opinions,
  labels: readonly Label[],
): Float32Array {
  const blended = new Float32Array(labels.length)
  let sum = 0
  for (let at = 0; at < blended.length; at++) {
    const isOutside = labels[at]?.kind === 'outside'
    const share = isOutside ? outsideShare * (isForeign ? foreignBonus : 1) : 1
    const alike = sharpness * (closeness[at] as number) + spellingShare * (spelling[at] as number)
    const value = ((regression[at] as number) + leastChance) * Math.exp(alike) * share
    blended[at] = value
    sum += value
  }
  for (let at = 0; at < blended.length; at++) blended[at] = (blended[at] as number) / sum
  return blended
}
