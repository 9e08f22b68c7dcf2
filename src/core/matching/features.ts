import { remembering } from '../language/memory.ts'
import { phonetic } from '../language/phonetic.ts'
import type { Token, Tokenise } from '../language/tokens.ts'
import type { Concepts } from './concepts.ts'
import { gramsOf } from './field.ts'

/** A text as the ranker sees it: named signals and their weights, of length 1 in all. */
export type Features = Map<string, number>

/** Text to features. Pure: the same text gives the same features. */
export type Featurise = (text: string) => Features

// How much each kind of signal may say, found by cross-validation over the bank (`npm run eval -- --cv`).
const weight = { concept: 1, pair: 0.7, gram: 0.3, sound: 0.6, grammar: 0.35, rare: 1 }
const mostRare = 3

/** Words that the bank has once or never: each is new to whoever learned from the rest of the bank. */
export const rareIn = (vocabulary: ReadonlyMap<string, number>) => (word: string) =>
  (vocabulary.get(word) ?? 0) <= 1

/**
 * Signals: stems and concepts, ordered pairs of them, character 3-4-grams inside words, sound keys, and how many words are
 * rare: what nobody has said before is more often off the subject.
 */
export function createFeaturise(
  tokenise: Tokenise,
  concepts: Concepts,
  isRare: (word: string) => boolean = () => false,
): Featurise {
  return (text) => {
    const features: Features = new Map()
    const add = (name: string, value: number) => {
      if (value > (features.get(name) ?? 0)) features.set(name, value)
    }
    const tokens = tokenise(text)
    addConcepts(tokens, concepts, add)
    let rare = 0
    for (const { word, isGrammar } of tokens) {
      if (isGrammar) continue
      if (rare < mostRare && isRare(word)) add(`?${++rare}`, weight.rare)
      add(soundName(word), weight.sound)
      for (const name of gramNames(word)) add(name, weight.gram)
    }
    return toUnitLength(features)
  }
}

type Add = (name: string, value: number) => void

function addConcepts(tokens: readonly Token[], concepts: Concepts, add: Add): void {
  for (const { stem, isGrammar } of tokens) add(stem, isGrammar ? weight.grammar : weight.concept)
  const meaning = concepts(tokens.map((token) => token.stem))
  const grammar = new Set(tokens.filter((token) => token.isGrammar).map((token) => token.stem))
  let previous = '^'
  for (const concept of meaning) {
    if (concept.startsWith('=')) add(concept, weight.concept)
    if (grammar.has(concept)) continue
    add(`${previous} ${concept}`, weight.pair)
    previous = concept
  }
}

const soundName = remembering((word) => `~${phonetic(word)}`)
const gramNames = remembering((word) => gramsOf(word, 3, 4).map((gram) => `#${gram}`))

function toUnitLength(features: Features): Features {
  let square = 0
  for (const value of features.values()) square += value * value
  const length = Math.sqrt(square) || 1
  for (const [name, value] of features) features.set(name, value / length)
  return features
}
