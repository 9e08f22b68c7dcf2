import type { Featurise } from './features.ts'
import { createNeighbours, indexExamples, type KnownExamples } from './neighbours.ts'
import { type Example, learn, predict, type Softmax, type Training } from './softmax.ts'
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

export type RankerParts = {
  featurise: Featurise
  /** The words of a text that carry a subject, as the spelling signal compares them. */
  subjectWords: (text: string) => string[]
  /** Whether a text names a subject that the content does not treat. */
  isForeign?: (text: string) => boolean
  /** Utterances by label; `texts` are what the content itself says, which counts less than what people say. */
  classes: readonly { label: Label; utterances: readonly string[]; texts: readonly string[] }[]
  training?: Training
}

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
const sharpness = 8
const spellingShare = 3.2
/** A foreign subject that is named speaks for the classes that are not answered. */
const foreignBonus = 4

/** What the ranker learned: plain data, the same for the same bank. */
export type Learned = { regression: Softmax; examples: KnownExamples; spelling: KnownSpelling }

/** Learns from the bank and the content. Throws if there is nothing to learn from. */
export function learnOpinions({ featurise, subjectWords, classes, training }: RankerParts): Learned {
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
    regression: learn(examples, classes.length, training),
    examples: indexExamples(examples, classes.length),
    spelling: indexSpelling(
      classes.map(({ utterances, texts }) => [...utterances, ...texts].flatMap(subjectWords)),
    ),
  }
}

/** Builds the signals from what was learned, or learns first. */
export function createOpinions(
  parts: RankerParts,
  learned: Learned = learnOpinions(parts),
): (text: string) => Opinions {
  const { featurise, subjectWords, isForeign = () => false } = parts
  const neighbours = createNeighbours(learned.examples)
  const spelling = createSpelling(learned.spelling)
  return (text) => {
    const features = featurise(text)
    return {
      regression: predict(learned.regression, features),
      closeness: neighbours(features),
      spelling: spelling(subjectWords(text)),
      isForeign: isForeign(text),
    }
  }
}

/** Ranks the classes by all opinions together, or by the nearest utterances alone (for the ablation). */
export function createRanker(parts: RankerParts, isNearestOnly = false, learned?: Learned): Ranker {
  const opinions = createOpinions(parts, learned)
  return (text) => {
    const said = opinions(text)
    return rankBy(isNearestOnly ? onlyNearest(said) : said, parts.classes)
  }
}

/** The classes by what all signals say together, best first. */
export function rankBy(opinions: Opinions, classes: RankerParts['classes']): Ranked[] {
  const probabilities = blend(opinions, classes)
  return classes
    .map(({ label }, i) => ({ label, probability: probabilities[i] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
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
  classes: RankerParts['classes'],
): Float32Array {
  const blended = regression.map(
    (p, i) =>
      (p + leastChance) *
      Math.exp(sharpness * (closeness[i] as number) + spellingShare * (spelling[i] as number)) *
      (isForeign && classes[i]?.label.kind === 'outside' ? foreignBonus : 1),
  )
  const sum = blended.reduce((total, value) => total + value, 0)
  return blended.map((value) => value / sum)
}
