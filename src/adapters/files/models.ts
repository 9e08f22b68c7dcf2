import type { Knowledge } from '../../core/knowledge/knowledge.ts'
import type { Features, Featurise } from '../../core/matching/features.ts'
import type { Softmax } from '../../core/matching/softmax.ts'
import {
  type LearnedLanguage,
  learnLanguage,
  type UnderstandingParts,
} from '../../core/matching/understanding.ts'
import type { SafetyRules } from '../../core/safety/rules.ts'
import { learnSecondNet } from '../../core/safety/second-net.ts'

/** All that is learned from content/ and intents/: plain data, the same from the same files. */
export type Models = { language: LearnedLanguage; secondNet: Softmax }

export type LearnFrom = {
  knowledge: Knowledge
  rules: SafetyRules
  featurise: Featurise
  parts: UnderstandingParts
}

/** Learns both models. The bank's features are computed once for the two, and let go with them. */
export function learnModels({ knowledge, rules, featurise, parts }: LearnFrom): Models {
  const known = new Map<string, Features>()
  const secondNet = learnSecondNet({
    featurise: (text) => {
      const features = known.get(text) ?? featurise(text)
      known.set(text, features)
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
  const language = learnLanguage({ ...parts, known })
  return { language, secondNet }
}
