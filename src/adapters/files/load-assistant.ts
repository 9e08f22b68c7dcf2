import communes from '@etalab/decoupage-administratif/data/communes.json' with { type: 'json' }
import departements from '@etalab/decoupage-administratif/data/departements.json' with { type: 'json' }
import frenchWords from 'an-array-of-french-words' with { type: 'json' }
import { createAssistant } from '../../core/dialogue/assistant.ts'
import type { Assistant } from '../../core/dialogue/turn.ts'
import { ContentError, type Issue } from '../../core/knowledge/issue.ts'
import { buildKnowledge, type Knowledge, type SourceFiles } from '../../core/knowledge/knowledge.ts'
import { fold } from '../../core/language/fold.ts'
import { memory } from '../../core/language/memory.ts'
import { createTokenise } from '../../core/language/tokens.ts'
import { readShortenings, readWords } from '../../core/language/word-lists.ts'
import { createConcepts } from '../../core/matching/concepts.ts'
import { createFeaturise, type Features } from '../../core/matching/features.ts'
import {
  createUnderstanding,
  type Understand,
  type UnderstandingParts,
} from '../../core/matching/understanding.ts'
import { readSafetyRules, type SafetyRules } from '../../core/safety/rules.ts'
import { createScreen, type Screen } from '../../core/safety/screen.ts'
import { createSecondNet } from '../../core/safety/second-net.ts'
import { readSources } from './read-sources.ts'

/** The assistant with the parts that the command line tools look into. */
export type Loaded = {
  assistant: Assistant
  knowledge: Knowledge
  screen: Screen
  understand: Understand
  rules: SafetyRules
  /** What the understanding was built from, for the tools that build it anew. */
  parts: UnderstandingParts
}

let french: Set<string> | null = null

/** Every word that is no misspelling: the French word list, and the names of French places. */
export function loadFrenchWords(): Set<string> {
  if (french) return french
  const words = new Set((frenchWords as string[]).map(fold))
  for (const { nom } of [...communes, ...departements] as { nom: string }[])
    for (const word of fold(nom).match(/\p{L}{4,}/gu) ?? []) words.add(word)
  for (const word of countryWords()) words.add(word)
  french = words
  return words
}

/** The words of the countries' French names, from the runtime's own tables. */
function countryWords(): string[] {
  const names = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  return codes.flatMap((code) => fold(names.of(code) ?? '').match(/\p{L}{4,}/gu) ?? [])
}

/** Builds the assistant from content/ and intents/. Throws a ContentError that lists every fault. */
export function loadAssistant(
  files: SourceFiles = readSources(),
  without: UnderstandingParts['without'] = {},
): Loaded {
  const issues: Issue[] = []
  const rules = readSafetyRules(files, issues)
  const built = buildKnowledge(files)
  if ('issues' in built) issues.push(...built.issues)
  if (issues.length > 0 || !rules || !('knowledge' in built)) throw new ContentError(issues)
  const { knowledge } = built
  memory.isOpen = true
  const words = loadFrenchWords()
  const isWord = (word: string) => words.has(word)
  const shortenings = readShortenings(files.get('intents/sms.txt') ?? '')
  const grammar = readWords(files.get('intents/mots-outils.txt') ?? '')
  const featurise = createFeaturise(
    createTokenise({ shortenings, grammar, repair: (word) => word }),
    createConcepts(knowledge.synonyms),
  )
  // Both models learn from the bank: its features are computed once, and let go when both are built.
  const known = new Map<string, Features>()
  let isLearning = true
  const secondNet = createSecondNet({
    featurise: (text) => {
      const features = known.get(text) ?? featurise(text)
      if (isLearning) known.set(text, features)
      return features
    },
    urgent: [...knowledge.emergencies, ...rules.rules.flatMap(({ positive }) => positive)],
    ordinary: [
      ...[knowledge.utterances, knowledge.smalltalk, knowledge.outOfScope].flatMap((bank) =>
        [...bank.values()].flat(),
      ),
      ...knowledge.ordinary,
    ],
    nearMisses: rules.rules.flatMap(({ nearMiss }) => nearMiss),
  })
  const screen = createScreen({ rules, isWord, words, shortenings, secondNet })
  isLearning = false
  const parts = { knowledge, shortenings, grammar, isWord, without }
  const understand = createUnderstanding({ ...parts, known })
  known.clear()
  memory.isOpen = false
  return {
    assistant: createAssistant({ knowledge, screen, understand }),
    knowledge,
    screen,
    understand,
    rules,
    parts,
  }
}
