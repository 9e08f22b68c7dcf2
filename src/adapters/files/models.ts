import { createTokenise } from '../../core/language/tokens.ts'
import { packWords } from '../../core/language/word-set.ts'
import { createConcepts } from '../../core/matching/concepts.ts'
import { createFeaturise, type Featurise } from '../../core/matching/features.ts'
import type { Softmax } from '../../core/matching/softmax.ts'
import {
  type LearnedLanguage,
  learnLanguage,
  type UnderstandingParts,
} from '../../core/matching/understanding.ts'
import { coveredWords } from '../../core/safety/covered-words.ts'
import type { SafetyRules } from '../../core/safety/rules.ts'
import { learnSecondNet } from '../../core/safety/second-net.ts'

/** All that is learned from content/ and intents/, and the rule table as it was read: plain data, the same from the same files. */
export type Models = {
  rules: SafetyRules
  /** Every word that is no misspelling, packed. */
  words: Float64Array
  /** Those of them that a beginning of the rule table covers. */
  covered: string[]
  language: LearnedLanguage
  secondNet: Softmax
}

/** How the second net reads a text: as it was typed, without repair. */
export function createReading({ knowledge, shortenings, grammar, concepts }: UnderstandingParts): Featurise {
  const tokenise = createTokenise({ shortenings, grammar, repair: (word) => word })
  return createFeaturise({ tokenise, concepts: concepts ?? createConcepts(knowledge.synonyms) })
}

/** Learns both models. `words`: every word that is no misspelling. */
export function learnModels(
  rules: SafetyRules,
  parts: UnderstandingParts,
  words: ReadonlySet<string>,
): Models {
  const { knowledge } = parts
  const secondNet = learnSecondNet({
    featurise: createReading(parts),
    urgent: [...knowledge.emergencies, ...rules.rules.flatMap(({ positive }) => positive)],
    ordinary: [
      ...[knowledge.utterances, knowledge.smalltalk, knowledge.outOfScope].flatMap((bank) =>
        [...bank.values()].flat(),
      ),
      ...knowledge.ordinary,
    ],
    nearMisses: rules.rules.flatMap(({ nearMiss }) => nearMiss),
  })
  const covered = coveredWords(rules, words)
  return { rules, words: packWords(words), covered, language: learnLanguage(parts), secondNet }
}
