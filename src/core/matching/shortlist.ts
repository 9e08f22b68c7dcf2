import Fuse from 'fuse.js'
import { fold } from '../language/fold.ts'
import type { Ranked } from './ranker.ts'

const size = 3
const longestQuery = 48

/** Reweighs the best passages by how close Fuse finds their questions to the utterance: a tie-breaker. */
export type Shortlist = (text: string, ranking: readonly Ranked[]) => Ranked[]

/** `strength` is how much a perfect Fuse score may add, as a share of the passage's own probability. */
export function createShortlist(questions: ReadonlyMap<string, string>, strength: number): Shortlist {
  const folded = new Map([...questions].map(([id, question]) => [id, fold(question)]))
  return (text, ranking) => {
    const best = ranking.filter(({ label }) => label.kind === 'passage').slice(0, size)
    const [first, second] = best
    // Fuse is slow: it is asked where its word may change which passage is first.
    if (!first || !second || first.probability > second.probability * (1 + strength)) return [...ranking]
    const rivals = best.map(({ label }) => ({ id: label.id, question: folded.get(label.id) ?? '' }))
    const fuse = new Fuse(rivals, {
      keys: ['question'],
      includeScore: true,
      ignoreLocation: true,
      threshold: 0.7,
      useTokenSearch: true,
    })
    const found = new Map(
      fuse.search(fold(text).slice(-longestQuery)).map(({ item, score }) => [item.id, 1 - (score ?? 1)]),
    )
    const lifted = ranking.map((ranked) => ({
      ...ranked,
      probability:
        ranked.probability *
        (1 + strength * (ranked.label.kind === 'passage' ? (found.get(ranked.label.id) ?? 0) : 0)),
    }))
    const sum = lifted.reduce((total, { probability }) => total + probability, 0) || 1
    return lifted
      .map((ranked) => ({ ...ranked, probability: ranked.probability / sum }))
      .sort((a, b) => b.probability - a.probability)
  }
}
