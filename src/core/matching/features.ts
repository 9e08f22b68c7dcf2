import { remembering } from '../language/memory.ts'
import { phonetic } from '../language/phonetic.ts'
import { stem, type Token, type Tokenise } from '../language/tokens.ts'
import type { Concepts } from './concepts.ts'
import { gramsOf } from './field.ts'
import { type Name, nameOf, pairOf } from './names.ts'

/** A named signal and how much it says. */
export type Signal = readonly [name: Name, value: number]

/**
 * What one word signals by itself. A word of the bank is the same object each time, with a number under which a model may
 * keep what it worked out of it; what somebody else types has none, and is gone with the message.
 */
export type WordSignals = {
  id: number | null
  word: string
  isGrammar: boolean
  stem: Name
  stemValue: number
  /** Its sound and the character grams inside it. */
  form: readonly Signal[]
  /** The squares of all its values. */
  square: number
}

/** A text as the ranker sees it. Divided by `length` the signals are a vector of about length 1. */
export type Features = {
  /** Its words, each once. */
  words: readonly WordSignals[]
  /** What more than one word says together. */
  around: readonly Signal[]
  length: number
  /** Whether it names a subject that the content does not treat. */
  isForeign: boolean
}

/** Text to features. Pure: the same text gives the same features. */
export type Featurise = (text: string) => Features

// How much each kind of signal may say, found by cross-validation over the bank (`npm run eval -- --cv`).
const weight = { concept: 1, pair: 0.7, over: 0.7, gram: 0.3, sound: 0.6, grammar: 0.35, rare: 1 }
const mostRare = 3
/** Before the first word and behind the last. */
const edge = nameOf('^')
/** The kinds of pairs: of what is meant, of the words as written, and of words with another between them. */
const [meant, written, overOne] = [1, 2, 3]

/** Words that the bank has once or never: each is new to whoever learned from the rest of the bank. */
export const rareIn = (vocabulary: ReadonlyMap<string, number>) => (word: string) =>
  (vocabulary.get(word) ?? 0) <= 1

export type FeatureParts = {
  tokenise: Tokenise
  concepts: Concepts
  isRare?: (word: string) => boolean
  namesForeign?: (stems: readonly string[]) => boolean
  /** Whether pairs over one word between them are signals too: « pense à la fenêtre » for who knows « pense au pont ». */
  seesOver?: boolean
}

/**
 * Signals: stems and concepts, ordered pairs of them and of the words as written, character 3-4-grams inside words, sound
 * keys, and how many words are rare: what nobody has said before is more often off the subject.
 */
export function createFeaturise(parts: FeatureParts): Featurise {
  const { tokenise, concepts, isRare = () => false, namesForeign = () => false, seesOver = false } = parts
  return (text) => {
    const tokens = tokenise(text)
    const stems = tokens.map((token) => token.stem)
    const words = [...new Map(tokens.map((token) => [token.word, signalsOf(token)])).values()]
    const around = toSignals([
      ...meanings(concepts(stems), tokens),
      ...asWritten(tokens),
      ...(seesOver ? pairsOver(tokens) : []),
      ...rarities(tokens, isRare),
    ])
    return toFeatures(words, around, namesForeign(stems))
  }
}

function toFeatures(words: readonly WordSignals[], around: readonly Signal[], isForeign: boolean): Features {
  let square = 0
  for (const word of words) square += word.square
  for (const [, value] of around) square += value * value
  return { words, around, length: Math.sqrt(square) || 1, isForeign }
}

/** A text of several parts that were read one by one: each word and each signal once. */
export function joinFeatures(parts: readonly Features[]): Features {
  const words = new Map<string, WordSignals>()
  for (const part of parts) for (const word of part.words) words.set(word.word, word)
  return toFeatures(
    [...words.values()],
    toSignals(parts.flatMap(({ around }) => around)),
    parts.some(({ isForeign }) => isForeign),
  )
}

/** All signals of a text by name, as the vector that is learned from. */
export function toVector({ words, around, length }: Features): Map<Name, number> {
  const vector = new Map<Name, number>()
  const add = ([name, value]: Signal) => vector.set(name, (vector.get(name) ?? 0) + value / length)
  for (const { stem, stemValue, form } of words) {
    add([stem, stemValue])
    form.forEach(add)
  }
  around.forEach(add)
  return vector
}

let numbered = 0
const grammarSignals = remembering((word, isKept) => toWordSignals(word, true, isKept ? numbered++ : null))
const subjectSignals = remembering((word, isKept) => toWordSignals(word, false, isKept ? numbered++ : null))
const signalsOf = ({ word, isGrammar }: Token) => (isGrammar ? grammarSignals(word) : subjectSignals(word))

function toWordSignals(word: string, isGrammar: boolean, id: number | null): WordSignals {
  const stemValue = isGrammar ? weight.grammar : weight.concept
  const form: Signal[] = isGrammar
    ? []
    : [
        [nameOf(`~${phonetic(word)}`), weight.sound],
        ...[...new Set(gramsOf(word, 3, 4))].map((gram): Signal => [nameOf(`#${gram}`), weight.gram]),
      ]
  const square = form.reduce((sum, [, value]) => sum + value * value, stemValue * stemValue)
  return { id, word, isGrammar, stem: nameOf(stem(word)), stemValue, form, square }
}

/** The concepts of a text and its ordered pairs of concepts or stems. */
function meanings(found: readonly string[], tokens: readonly Token[]): Signal[] {
  const grammar = new Set(tokens.filter((token) => token.isGrammar).map((token) => token.stem))
  const signals: Signal[] = []
  let previous = edge
  for (const concept of found) {
    const name = nameOf(concept)
    if (concept.startsWith('=')) signals.push([name, weight.concept])
    if (grammar.has(concept)) continue
    signals.push([pairOf(meant, previous, name), weight.pair])
    previous = name
  }
  return signals
}

/** Neighbours where one is a grammar word or an end of the text: « a plus », « je veux pas ». Other pairs are meanings. */
function asWritten(tokens: readonly Token[]): Signal[] {
  const signals: Signal[] = []
  let [previous, wasGrammar] = [edge, true]
  for (const { stem, isGrammar } of tokens) {
    const name = nameOf(stem)
    if (wasGrammar || isGrammar) signals.push([pairOf(written, previous, name), weight.pair])
    previous = name
    wasGrammar = isGrammar
  }
  signals.push([pairOf(written, previous, edge), weight.pair])
  return signals
}

/** Each word with the next but one, grammar words included. */
function pairsOver(tokens: readonly Token[]): Signal[] {
  const names = tokens.map(({ stem }) => nameOf(stem))
  return names.slice(2).map((name, at) => [pairOf(overOne, names[at] as Name, name), weight.over])
}

function rarities(tokens: readonly Token[], isRare: (word: string) => boolean): Signal[] {
  const rare = tokens.filter(({ word, isGrammar }) => !isGrammar && isRare(word)).slice(0, mostRare)
  return rare.map((_, at) => [nameOf(`?${at + 1}`), weight.rare])
}

/** Each signal once. */
const toSignals = (signals: readonly Signal[]): Signal[] => [...new Map(signals)]
