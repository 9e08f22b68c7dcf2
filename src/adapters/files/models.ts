import { createTokenise } from '../../core/language/tokens.ts'
import { createConcepts } from '../../core/matching/concepts.ts'
import { createFeaturise, type Featurise } from '../../core/matching/features.ts'
import type { Softmax } from '../../core/matching/softmax.ts'
import {
  type LearnedLanguage,
  learnLanguage,
  type UnderstandingParts,
} from '../../core/matching/understanding.ts'
import type { SafetyRules } from '../../core/safety/rules.ts'
import { learnSecondNet } from '../../core/safety/second-net.ts'

/** All that is learned from content/ and intents/, and the rule table as it was read: plain data, the same from the same files. */
export type Models = { rules: SafetyRules; language: LearnedLanguage; secondNet: Softmax }

/** How the second net reads a text: as it was typed, without repair. */
export function createReading({ knowledge, shortenings, grammar }: UnderstandingParts): Featurise {
  const tokenise = createTokenise({ shortenings, grammar, repair: (word) => word })
  return createFeaturise({ tokenise, concepts: createConcepts(knowledge.synonyms) })
}

/** Learns both models. */
export function learnModels(rules: SafetyRules, parts: UnderstandingParts): Models {
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
  return { rules, language: learnLanguage(parts), secondNet }
}
