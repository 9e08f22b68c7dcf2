import { fold } from '../../../../src/core/language/fold.ts'
import { createConcepts, growConcepts } from '../../../../src/core/matching/concepts.ts'
import { createFeaturise } from '../../../../src/core/matching/features.ts'

/** Words as they stand: no shortenings, no repair, no synonyms. */
export const featurisePlainly = createFeaturise({
  tokenise: (text) =>
    fold(text)
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => ({ word, stem: word, isGrammar: false })),
  concepts: createConcepts(growConcepts([])),
})
