import { createAssistant } from '../../core/dialogue/assistant.ts'
import type { Assistant } from '../../core/dialogue/turn.ts'
import { ContentError, type Issue } from '../../core/knowledge/issue.ts'
import { buildKnowledge, type Knowledge, type SourceFiles } from '../../core/knowledge/knowledge.ts'
import { memory } from '../../core/language/memory.ts'
import { createRedact, type Redact } from '../../core/language/redact.ts'
import { readShortenings, readWords } from '../../core/language/word-lists.ts'
import { createHasWord } from '../../core/language/word-set.ts'
import { createConcepts } from '../../core/matching/concepts.ts'
import {
  createUnderstanding,
  type Understand,
  type UnderstandingParts,
} from '../../core/matching/understanding.ts'
import { readSafetyRules, type SafetyRules } from '../../core/safety/rules.ts'
import { createScreen, type Screen } from '../../core/safety/screen.ts'
import { createSecondNet } from '../../core/safety/second-net.ts'
import { loadFrenchWords } from './french-words.ts'
import { createReading, learnModels } from './models.ts'
import { readSources } from './read-sources.ts'
import { recallModels } from './stored-models.ts'

/** The assistant with the parts that the command line tools look into. */
export type Loaded = {
  assistant: Assistant
  knowledge: Knowledge
  screen: Screen
  understand: Understand
  redact: Redact
  rules: SafetyRules
  /** What the understanding was built from, for the tools that build it anew. */
  parts: UnderstandingParts
}

/** Builds the assistant from content/ and intents/. Throws a ContentError that lists every fault. */
export function loadAssistant(
  files: SourceFiles = readSources(),
  without: UnderstandingParts['without'] = {},
): Loaded {
  const built = buildKnowledge(files)
  if (!('knowledge' in built)) throw new ContentError([...readRules(files).issues, ...built.issues])
  const before = memory.keeps
  memory.keeps = () => true
  try {
    return build(files, built.knowledge, without)
  } catch (error) {
    // Who is talked to meanwhile goes on as before, and the memory stays closed to their words.
    memory.keeps = before
    throw error
  }
}

function build(
  files: SourceFiles,
  knowledge: Knowledge,
  without: NonNullable<UnderstandingParts['without']>,
): Loaded {
  const shortenings = readShortenings(files.get('intents/sms.txt') ?? '')
  const grammar = readWords(files.get('intents/mots-outils.txt') ?? '')
  const models = recallModels(files, () => {
    const { rules, issues } = readRules(files)
    if (issues.length > 0 || !rules) throw new ContentError(issues)
    const words = loadFrenchWords()
    const language = { knowledge, shortenings, grammar, isWord: (word: string) => words.has(word), without }
    return learnModels(rules, language, words)
  })
  // What is kept was learned from a table without faults: it is neither parsed nor checked again, nor is the word list read.
  const isWord = createHasWord(models.words)
  const concepts = createConcepts(knowledge.synonyms)
  const language = { knowledge, shortenings, grammar, isWord, concepts, without }
  const { rules } = models
  const featurise = createReading(language)
  const parts = { ...language, learned: models.language }
  const secondNet = createSecondNet(models.secondNet, featurise)
  const screen = createScreen({ rules, isWord, words: models.covered, shortenings, secondNet })
  const understand = createUnderstanding(parts)
  memory.keeps = (word) => models.language.vocabulary.has(word)
  return {
    assistant: createAssistant({ knowledge, screen, understand }),
    knowledge,
    screen,
    understand,
    redact: createRedact(models.language.vocabulary, isWord),
    rules,
    parts,
  }
}

function readRules(files: SourceFiles): { rules: SafetyRules | null; issues: Issue[] } {
  const issues: Issue[] = []
  return { rules: readSafetyRules(files, issues), issues }
}
