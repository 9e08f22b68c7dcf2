import type { Habits } from '../../core/dialogue/habits.ts'
import { learnHabits } from '../../core/dialogue/habits-learning.ts'
import { ContentError, type Issue } from '../../core/knowledge/issue.ts'
import {
  type Bank,
  buildKnowledge,
  type Knowledge,
  type SourceFiles,
} from '../../core/knowledge/knowledge.ts'
import { readTongues } from '../../core/knowledge/tongues.ts'
import { memory } from '../../core/language/memory.ts'
import type { Tongues } from '../../core/language/translate.ts'
import { packWords } from '../../core/language/word-set.ts'
import type { Softmax } from '../../core/matching/softmax.ts'
import {
  createUnderstanding,
  type LearnedLanguage,
  learnLanguage,
} from '../../core/matching/understanding.ts'
import { coveredWords } from '../../core/safety/covered-words.ts'
import { missingFamilies } from '../../core/safety/families.ts'
import { readSafetyRules, type SafetyRules } from '../../core/safety/rules.ts'
import { learnSecondNet } from '../../core/safety/second-net.ts'
import type { Asset } from '../http/assets.ts'
import { buildSite } from '../http/site.ts'
import { type CardLabels, readTeamsContent } from '../teams/content.ts'
import { readContext, readPlainly, readWordLists } from './assemble.ts'
import { readWidgetLabels } from './build-widget.ts'
import { loadFrenchWords } from './french-words.ts'

/** All that is worked out of content/ and intents/ before anything is served: checked, plain data, the same from the same files. */
export type Prepared = {
  knowledge: Knowledge
  rules: SafetyRules
  /** Every word that is no misspelling, packed. */
  words: Float64Array
  /** Those of them that a beginning of the rule table covers. */
  covered: string[]
  language: LearnedLanguage
  /** What people of other languages say. */
  tongues: Tongues
  secondNet: Softmax
  /** How people go on after an answer. */
  habits: Habits
  cards: CardLabels
  /** The pages and scripts by path. */
  assets: ReadonlyMap<string, Asset>
}

/** Checks everything, learns both models, builds the site. Throws a ContentError that lists every fault. */
export function prepare(files: SourceFiles): Prepared {
  const issues: Issue[] = []
  const built = buildKnowledge(files)
  if ('issues' in built) issues.push(...built.issues)
  const rules = readSafetyRules(files, issues)
  issues.push(...missingFamilies(rules ? [...rules.rules, ...rules.after] : []))
  const cards = collecting(issues, () => readTeamsContent(files).cards)
  const labels = collecting(issues, () => readWidgetLabels(files))
  if (issues.length > 0 || !rules || !('knowledge' in built) || !cards || !labels)
    throw new ContentError(issues)
  const { knowledge, bank } = built
  const assets = buildSite(files, knowledge, labels)
  const learned = whileLearning(() => learnFrom(files, knowledge, bank, rules))
  return { knowledge, rules, cards, assets, ...learned, tongues: readTongues(files) }
}

function learnFrom(files: SourceFiles, knowledge: Knowledge, bank: Bank, rules: SafetyRules) {
  const french = loadFrenchWords()
  const lists = readWordLists(files)
  const reading = { ...lists, isWord: (word: string) => french.has(word), knowledge }
  const language = learnLanguage({ ...reading, bank })
  const { utterances, smalltalk, outOfScope, emergencies, ordinary } = bank
  const secondNet = learnSecondNet({
    featurise: readPlainly(lists, language),
    urgent: [...emergencies, ...rules.rules.flatMap(({ positive }) => positive)],
    ordinary: [
      ...[utterances, smalltalk, outOfScope].flatMap((said) => [...said.values()].flat()),
      ...ordinary,
    ],
    nearMisses: rules.rules.flatMap(({ nearMiss }) => nearMiss),
  })
  const habits = learnHabits(bank.followUps, {
    ...readContext(files, lists, createUnderstanding({ ...reading, learned: language })),
    lastAnswerOf: (passage) => knowledge.passages.get(passage) ?? null,
  })
  return { words: packWords(french), covered: coveredWords(rules, french), language, secondNet, habits }
}

/** Whoever learns meets no person's words: all may be remembered. Who is talked to meanwhile goes on as before. */
function whileLearning<T>(work: () => T): T {
  const before = memory.keeps
  memory.keeps = () => true
  try {
    return work()
  } finally {
    memory.keeps = before
  }
}

/** What `read` gives; what it throws joins the other faults, so that an editor sees them all at once. */
function collecting<T>(issues: Issue[], read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    issues.push(...error.issues)
    return null
  }
}
