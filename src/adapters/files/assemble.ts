import { type AssistantParts, createAssistant } from '../../core/dialogue/assistant.ts'
import { createIsBareQuestion } from '../../core/dialogue/bare-question.ts'
import { createReadErasure } from '../../core/dialogue/erasure.ts'
import { readErasureWords } from '../../core/dialogue/erasure-words.ts'
import { readFigureWords } from '../../core/dialogue/figure-words.ts'
import type { ContextParts } from '../../core/dialogue/follow-up.ts'
import { createOwnFigures, type OwnFigures } from '../../core/dialogue/own-figure.ts'
import type { Assistant } from '../../core/dialogue/turn.ts'
import type { SourceFiles } from '../../core/knowledge/knowledge.ts'
import { memory } from '../../core/language/memory.ts'
import { createRedact, type Redact } from '../../core/language/redact.ts'
import { createTokenise, words as wordsOf } from '../../core/language/tokens.ts'
import { createTranslate, type Translate } from '../../core/language/translate.ts'
import { readShortenings, readWords } from '../../core/language/word-lists.ts'
import { createHasWord } from '../../core/language/word-set.ts'
import { createConcepts } from '../../core/matching/concepts.ts'
import { createFeaturise, type Featurise } from '../../core/matching/features.ts'
import { understandInTongues } from '../../core/matching/in-tongue.ts'
import {
  createUnderstanding,
  type LearnedWords,
  type ReadingParts,
  type Understand,
  type UnderstandingParts,
} from '../../core/matching/understanding.ts'
import { askedAfterAnswers, createLeaning } from '../../core/safety/leaning.ts'
import type { SafetyRule } from '../../core/safety/rules.ts'
import { createScreen, type Screen } from '../../core/safety/screen.ts'
import { createSecondNet } from '../../core/safety/second-net.ts'
import type { Prepared } from './prepare.ts'

/** The working parts of an assistant. */
export type Assembled = {
  assistant: Assistant
  screen: Screen
  /** Finds what leans on the urgent reply. */
  afterUrgent: Screen
  afterAnswer: Screen
  understand: Understand
  /** What messages in a dialogue are read by. */
  context: ContextParts & Pick<AssistantParts, 'carriesSubject' | 'readErasure'>
  translate: Translate
  /** Finds a person's own count of cells. */
  ownFigures: OwnFigures
  redact: Redact
  /** What the understanding was built from, for the tools that look into it. */
  parts: UnderstandingParts
}

type WordLists = Omit<ReadingParts, 'isWord'>

/** How people shorten words, and the words that carry no subject. */
export const readWordLists = (files: SourceFiles): WordLists => ({
  shortenings: readShortenings(files.get('intents/sms.txt') ?? ''),
  grammar: readWords(files.get('intents/mots-outils.txt') ?? ''),
})

/** How the second net reads a text: as it was typed, without repair. */
export function readPlainly(lists: WordLists, { concepts }: Pick<LearnedWords, 'concepts'>): Featurise {
  const tokenise = createTokenise({ ...lists, repair: (word) => word })
  return createFeaturise({ tokenise, concepts: createConcepts(concepts), seesOver: true })
}

/** What a message in a dialogue is read by, beside what was learned of dialogues. */
export function readContext(files: SourceFiles, lists: WordLists, understand: Understand) {
  const tokenise = createTokenise({ ...lists, repair: (word) => word })
  const asking = readWords(files.get('intents/mots-interrogatifs.txt') ?? '')
  const plain = [lists.grammar, readWords(files.get('intents/mots-legers.txt') ?? '')]
  return {
    understand,
    isBareQuestion: createIsBareQuestion({ asking, plain }),
    carriesSubject: (word: string) => ![asking, ...plain].some((list) => list.has(word)),
    readErasure: createReadErasure(
      readErasureWords(files.get('intents/mots-effacer.txt') ?? ''),
      lists.grammar,
    ),
    subjectOf: (question: string) =>
      wordsOf(question)
        .filter((word) => !lists.grammar.has(word))
        .join(' '),
    stemsOf: (text: string) => tokenise(text).map(({ stem }) => stem),
  }
}

/** A word that the bank has more often is said in French too, such as the name of a drug. */
const few = 3

/** Builds the assistant from what was prepared, which is neither parsed nor checked again: a start is as short as this. */
export function assemble(
  files: SourceFiles,
  { knowledge, rules, words, covered, language, tongues, secondNet, habits }: Prepared,
  without: UnderstandingParts['without'] = {},
): Assembled {
  const lists = readWordLists(files)
  const isWord = createHasWord(words)
  const parts = { ...lists, isWord, knowledge, learned: language, without }
  const translate = createTranslate({
    tongues,
    isFrench: (word) =>
      isWord(word) || lists.grammar.has(word) || lists.shortenings.has(word) || language.names.has(word),
    keeps: (word) => language.names.has(word) || (language.vocabulary.get(word) ?? 0) > few,
  })
  const inFrench = (text: string) => translate(text)?.signs ?? null
  const reading = { isWord, words: covered, shortenings: lists.shortenings }
  const screen = createScreen({
    ...reading,
    rules,
    secondNet: createSecondNet(secondNet, readPlainly(lists, language)),
    inFrench,
  })
  const subjects = readWords(files.get('intents/mots-sujet.txt') ?? '')
  const leaningBy = (asked: SafetyRule[]) =>
    createLeaning(createScreen({ ...reading, rules: { ...rules, rules: asked }, inFrench }), subjects)
  const afterUrgent = leaningBy(rules.after)
  const afterAnswer = leaningBy(askedAfterAnswers(rules.after))
  const understand = understandInTongues(createUnderstanding(parts), translate)
  const context = { ...readContext(files, lists, understand), habits }
  const ownFigures = createOwnFigures({
    words: readFigureWords(files.get('intents/resultats.txt') ?? ''),
    isPlain: (word) => !context.carriesSubject(word),
    passages: knowledge.passages,
  })
  memory.keeps = (word) => language.vocabulary.has(word)
  return {
    assistant: createAssistant({
      ...context,
      knowledge,
      screen,
      afterUrgent,
      afterAnswer,
      translate,
      ownFigures,
    }),
    screen,
    afterUrgent,
    afterAnswer,
    understand,
    context,
    translate,
    ownFigures,
    redact: createRedact({ vocabulary: language.vocabulary, isWord, grammar: lists.grammar }),
    parts,
  }
}
