import { createRepair } from '../language/repair.ts'
import { createTokenise, type LanguageParts, type Token, words } from '../language/tokens.ts'
import { createCandidates } from './candidates.ts'
import { createConcepts, growConcepts } from './concepts.ts'
import { createLearned } from './faq-learned.ts'
import { createFeaturise } from './features.ts'
import { createField, type Field, grams, type PartsOf, whole } from './field.ts'
import { type Ranked, toLabel } from './ranker.ts'
import { createShortlist } from './shortlist.ts'

/** A question with its answer, and other ways to ask it if somebody wrote them down. */
export type FaqDocument = { id: string; question: string; answer: string; variants?: readonly string[] }

export type FaqParts = Pick<LanguageParts, 'shortenings' | 'grammar'> & {
  docs: readonly FaqDocument[]
  isWord: (word: string) => boolean
  synonyms?: readonly string[][]
}

/** A person's text to documents, best first; the scores of one question add up to 1. */
export type FaqMatcher = (text: string, limit?: number) => { id: string; score: number }[]

/** How much each signal may say, each scaled to 0–1 within a question. One set of weights, whatever the base. */
export type FaqWeights = {
  wording: number
  spelling: number
  answer: number
  everything: number
  learned: number
  nearest: number
  fuse: number
}
const plainWeights: FaqWeights = {
  wording: 1,
  spelling: 0.5,
  answer: 0.25,
  everything: 1.5,
  learned: 0,
  nearest: 0,
  fuse: 1,
}
/** Where people's own variants are known, what was learned from them says more. */
const variantWeights: FaqWeights = { ...plainWeights, learned: 0.5, nearest: 0.25 }

const candidateCount = 200
// Above this many documents the regression costs more than it tells: the words decide alone.
const mostLearned = 1000
const sharpness = 4
const shown = 10

/** Builds a matcher for any base of questions and answers from the pieces that the assistant itself uses. */
export function createFaqMatcher(parts: FaqParts, weights = weightsFor(parts.docs)): FaqMatcher {
  const { docs } = parts
  const repair = createRepair({ vocabulary: countWords(docs), isWord: parts.isWord })
  const tokenise = createTokenise({ ...parts, repair })
  const read = docs.map((doc): Read => {
    const question = tokenise(questionsOf(doc))
    const answer = tokenise(doc.answer)
    return { question, answer, all: [...question, ...answer] }
  })
  const candidates = createCandidates(read.map(({ all }) => subjects(all)))
  const signals = createSignals(read, weights)
  const learned =
    docs.length <= mostLearned && weights.learned + weights.nearest > 0
      ? createLearned(
          docs,
          createFeaturise({ tokenise, concepts: createConcepts(growConcepts(parts.synonyms ?? [])) }),
        )
      : null
  const tieBreak = createShortlist(new Map(docs.map(({ id, question }) => [id, question])), weights.fuse)

  return (text, limit = shown) => {
    const tokens = tokenise(text)
    const found = candidates(subjects(tokens), candidateCount)
    const scores = new Float64Array(found.length)
    const add = (share: number, score: (doc: number) => number) => {
      const values = found.map(score)
      const top = Math.max(...values, 0) || 1
      for (const [i, value] of values.entries()) scores[i] = (scores[i] as number) + (share * value) / top
    }
    for (const { share, prepare } of signals) add(share, prepare(tokens))
    if (learned) {
      const opinion = learned(text)
      add(weights.learned, (doc) => opinion.learned[doc] as number)
      add(weights.nearest, (doc) => opinion.nearest[doc] as number)
    }
    return tieBreak(text, toRanking(found, scores, docs))
      .slice(0, limit)
      .map(({ label, probability }) => ({ id: label.id, score: probability }))
  }
}

function weightsFor(docs: readonly FaqDocument[]): FaqWeights {
  return docs.some(({ variants }) => variants && variants.length > 0) ? variantWeights : plainWeights
}

type Read = { question: Token[]; answer: Token[]; all: Token[] }
type Signal = { share: number; prepare: (tokens: readonly Token[]) => (doc: number) => number }

/** The questions by their words, the questions by spelling, the answers by their words, everything by spelling. */
function createSignals(read: readonly Read[], weights: FaqWeights): Signal[] {
  const signal = (share: number, field: Field, unitsOf: (tokens: readonly Token[]) => string[]): Signal => ({
    share,
    prepare: (tokens) => field.scorer(unitsOf(tokens)),
  })
  const over = (part: keyof Read, unitsOf: (tokens: readonly Token[]) => string[], partsOf: PartsOf) =>
    createField(
      read.map((doc) => unitsOf(doc[part])),
      partsOf,
    )
  return [
    signal(weights.wording, over('question', stems, whole), stems),
    signal(weights.spelling, over('question', spelt, grams), spelt),
    signal(weights.answer, over('answer', subjects, whole), subjects),
    signal(weights.everything, over('all', spelt, grams), spelt),
  ]
}

const questionsOf = ({ question, variants = [] }: FaqDocument) => [question, ...variants].join('\n')
const stems = (tokens: readonly Token[]) => tokens.map(({ stem }) => stem)
const spelt = (tokens: readonly Token[]) => ofSubject(tokens).map(({ word }) => word)
const subjects = (tokens: readonly Token[]) => stems(ofSubject(tokens))

/** The words that carry a subject; all of them if none does, so that « c'est quoi ? » still finds something. */
function ofSubject(tokens: readonly Token[]): readonly Token[] {
  const found = tokens.filter(({ isGrammar }) => !isGrammar)
  return found.length > 0 ? found : tokens
}

function countWords(docs: readonly FaqDocument[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const doc of docs)
    for (const word of words(`${questionsOf(doc)} ${doc.answer}`))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function toRanking(found: readonly number[], scores: Float64Array, docs: readonly FaqDocument[]): Ranked[] {
  const top = scores.reduce((most, score) => Math.max(most, score), 0)
  const shares = scores.map((score) => Math.exp(sharpness * (score - top)))
  const sum = shares.reduce((total, share) => total + share, 0) || 1
  return found
    .map((doc, i) => ({
      label: toLabel('passage', docs[doc]?.id ?? ''),
      probability: (shares[i] as number) / sum,
    }))
    .sort((a, b) => b.probability - a.probability)
}
