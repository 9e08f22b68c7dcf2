import type { Knowledge } from '../knowledge/knowledge.ts'
import { createRepair } from '../language/repair.ts'
import { createTokenise, words } from '../language/tokens.ts'
import { type Concepts, createConcepts } from './concepts.ts'
import { createFeaturise, rareIn } from './features.ts'
import {
  createRanker,
  type Learned,
  learnOpinions,
  type Ranked,
  type RankerParts,
  toLabel,
} from './ranker.ts'
import { createShortlist } from './shortlist.ts'

export type UnderstandingParts = {
  knowledge: Knowledge
  shortenings: ReadonlyMap<string, string[]>
  grammar: ReadonlySet<string>
  isWord: (word: string) => boolean
  /** The synonyms' finder, where the caller has one already. */
  concepts?: Concepts
  /** What was learned from the same knowledge before; without it, creating the understanding learns. */
  learned?: LearnedLanguage
  /** Parts that the ablation of `npm run eval` switches off. */
  without?: { repair?: boolean; fuse?: boolean; ranker?: boolean }
}

/** All that is learned from the bank, with how often each of its words is used: plain data. */
export type LearnedLanguage = Learned & { vocabulary: ReadonlyMap<string, number> }

/** Utterance to ranked classes. */
export type Understand = (text: string) => Ranked[]

// A long story: people ask at its end, and the first words often set the scene.
const longStory = 400
const fuseStrength = 0.25

/** Builds the road from a person's words to ranked passages, small talk and foreign subjects. */
export function createUnderstanding(parts: UnderstandingParts): Understand {
  const { knowledge, without = {} } = parts
  const rank = createRanker(toRankerParts(parts), without.ranker, parts.learned)
  if (without.fuse) return (text) => rank(clip(text))
  const shortlist = createShortlist(
    new Map([...knowledge.passages].map(([id, passage]) => [id, passage.question])),
    fuseStrength,
  )
  return (text) => {
    const read = clip(text)
    return shortlist(read, rank(read))
  }
}

/** Learns all that the understanding needs. Throws if there is nothing to learn from. */
export function learnLanguage(parts: UnderstandingParts): LearnedLanguage {
  const vocabulary = countWords(parts.knowledge)
  return { ...learnOpinions(toRankerParts(parts, vocabulary)), vocabulary }
}

/** What the ranker learns from and how it reads a text; `repair` is the speller that its words went through. */
export function toRankerParts(
  parts: UnderstandingParts,
  counted?: ReadonlyMap<string, number>,
): RankerParts & { repair: (word: string) => string } {
  const { knowledge, without = {} } = parts
  const classes = toClasses(knowledge)
  const vocabulary = counted ?? parts.learned?.vocabulary ?? countWords(knowledge)
  const names = new Set([...knowledge.synonyms, ...knowledge.foreign].flat().flatMap(words))
  const repair = without.repair
    ? (word: string) => word
    : createRepair({ vocabulary, isWord: parts.isWord, names })
  const tokenise = createTokenise({ shortenings: parts.shortenings, grammar: parts.grammar, repair })
  const foreign = createConcepts(knowledge.foreign)
  const featurise = createFeaturise({
    tokenise,
    concepts: parts.concepts ?? createConcepts(knowledge.synonyms),
    isRare: rareIn(vocabulary),
    namesForeign: (stems) => foreign(stems).some((part) => part.startsWith('=')),
  })
  return { classes, repair, featurise }
}

/** The start and the end of a very long message. */
export function clip(text: string): string {
  return text.length <= 2 * longStory ? text : `${text.slice(0, longStory)} … ${text.slice(-longStory)}`
}

/** How often each word stands in the bank and the content. */
function countWords(knowledge: Knowledge): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { utterances, texts } of toClasses(knowledge))
    for (const text of [...utterances, ...texts])
      for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function toClasses(knowledge: Knowledge): RankerParts['classes'] {
  return [
    ...[...knowledge.passages.values()].map((passage) => ({
      label: toLabel('passage', passage.id),
      utterances: [passage.question, ...(knowledge.utterances.get(passage.id) ?? [])],
      texts: [passage.text.replace(/\[\d+\]/g, '')],
    })),
    ...[...knowledge.smalltalk].map(([id, utterances]) => ({
      label: toLabel('smalltalk', id),
      utterances,
      texts: [],
    })),
    ...[...knowledge.outOfScope].map(([id, utterances]) => ({
      label: toLabel('outside', id),
      utterances,
      texts: [],
    })),
  ]
}
