import type { Translate } from '../language/translate.ts'
import type { Ranked } from './ranker.ts'
import type { Understand } from './understanding.ts'

/** What one of the two readings does not name at all still has this chance. */
const least = 1e-3
/** How much of the bank's own reading counts: it knows far fewer sentences of a language than the lexicon knows words. */
const share = 0.5

/**
 * The same understanding for texts in other languages: what their words say in French, and, for less, what the bank makes of
 * the text as it stands. The shares were chosen on questions in twenty languages, of which the bank held none.
 */
export function understandInTongues(understand: Understand, translate: Translate): Understand {
  return (text) => {
    const read = understand(text)
    const said = translate(text)
    return said && said.french !== '' ? weigh(understand(said.french), read) : read
  }
}

function weigh(french: readonly Ranked[], own: readonly Ranked[]): Ranked[] {
  const key = ({ label }: Ranked) => `${label.kind}:${label.id}`
  const chances = (ranking: readonly Ranked[]) =>
    new Map(ranking.map((ranked) => [key(ranked), ranked.probability]))
  const [inFrench, asWritten] = [chances(french), chances(own)]
  const labels = new Map([...french, ...own].map((ranked) => [key(ranked), ranked.label]))
  const fits = [...labels].map(([id, label]) => ({
    label,
    probability: ((inFrench.get(id) ?? 0) + least) * ((asWritten.get(id) ?? 0) + least) ** share,
  }))
  const total = fits.reduce((sum, { probability }) => sum + probability, 0) || 1
  return fits
    .map(({ label, probability }) => ({ label, probability: probability / total }))
    .sort((a, b) => b.probability - a.probability)
}
