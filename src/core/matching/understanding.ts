import type { Bank, Knowledge } from '../knowledge/knowledge.ts'
import { createRepair } from '../language/repair.ts'
import { createTokenise, words } from '../language/tokens.ts'
import { type ConceptTrie, createConcepts, growConcepts } from './concepts.ts'
import { createFeaturise, type Featurise, rareIn } from './features.ts'
import { type Class, createRanker, type Learned, learnOpinions, type Ranked, toLabel } from './ranker.ts'
import { createShortlist } from './shortlist.ts'

/** What decides how a text is read, beside what is learned. */
export type ReadingParts = {
  shortenings: ReadonlyMap<string, string[]>
  grammar: ReadonlySet<string>
  isWord: (word: string) => boolean
}
export type LearningParts = ReadingParts & { knowledge: Knowledge; bank: Bank }
export type UnderstandingParts = ReadingParts & {
  knowledge: Knowledge
  learned: LearnedLanguage
  /** Parts that the ablation of `npm run eval` switches off. */
  without?: { repair?: boolean; fuse?: boolean; ranker?: boolean }
}

/** What the bank and the lexicon know of words: plain data. */
export type LearnedWords = {
  /** How often each word stands in the bank and the content. */
  vocabulary: ReadonlyMap<string, number>
  /** The words that the lexicon lists. */
  names: ReadonlySet<string>
  concepts: ConceptTrie
  /** Those whose subjects the article does not treat. */
  foreign: ConceptTrie
}
/** All that is learned from the bank: plain data. */
export type LearnedLanguage = LearnedWords & Learned

/** Utterance to ranked classes. */
export type Understand = (text: string) => Ranked[]

/** How texts are read: their features, and the speller that their words go through. */
export type Reading = { featurise: Featurise; repair: (word: string) => string }

// A long story: people ask at its end, and the first words often set the scene.
const longStory = 400
const fuseStrength = 0.25

/** Builds the road from a person's words to ranked passages, small talk and foreign subjects. */
export function createUnderstanding(parts: UnderstandingParts): Understand {
  const { knowledge, learned, without = {} } = parts
  const rank = createRanker(toReading(parts, learned, without).featurise, learned, without.ranker)
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
export function learnLanguage(parts: LearningParts): LearnedLanguage {
  const { knowledge, bank } = parts
  const classes = toClasses(knowledge, bank)
  const known: LearnedWords = {
    vocabulary: countWords(classes),
    names: new Set([...knowledge.synonyms, ...knowledge.foreign].flat().flatMap(words)),
    concepts: growConcepts(knowledge.synonyms),
    foreign: growConcepts(knowledge.foreign),
  }
  return { ...known, ...learnOpinions(toReading(parts, known).featurise, classes) }
}

/** Builds how texts are read, the same for who learns and who ranks. */
export function toReading(
  { shortenings, grammar, isWord }: ReadingParts,
  { vocabulary, names, concepts, foreign }: LearnedWords,
  without: UnderstandingParts['without'] = {},
): Reading {
  const repair = without.repair ? (word: string) => word : createRepair({ vocabulary, isWord, names })
  const namesForeign = createConcepts(foreign)
  const featurise = createFeaturise({
    tokenise: createTokenise({ shortenings, grammar, repair }),
    concepts: createConcepts(concepts),
    isRare: rareIn(vocabulary),
    namesForeign: (stems) => namesForeign(stems).some((part) => part.startsWith('=')),
  })
  return { repair, featurise }
}

/** The start and the end of a very long message. */
export function clip(text: string): string {
  return text.length <= 2 * longStory ? text : `${text.slice(0, longStory)} … ${text.slice(-longStory)}`
}

function countWords(classes: readonly Class[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { utterances, texts } of classes)
    for (const text of [...utterances, ...texts])
      for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Everything that an utterance may mean, with what people and the content say of it. */
export function toClasses({ passages }: Knowledge, { utterances, smalltalk, outOfScope }: Bank): Class[] {
  return [
    ...[...passages.values()].map(({ id, question, text }) => ({
      label: toLabel('passage', id),
      utterances: [question, ...(utterances.get(id) ?? [])],
      texts: [text.replace(/\[\d+\]/g, '')],
    })),
    ...[...smalltalk].map(([id, said]) => ({ label: toLabel('smalltalk', id), utterances: said, texts: [] })),
    ...[...outOfScope].map(([id, said]) => ({ label: toLabel('outside', id), utterances: said, texts: [] })),
  ]
}
