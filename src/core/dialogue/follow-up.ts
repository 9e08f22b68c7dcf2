import { words } from '../language/tokens.ts'
import type { Ranked } from '../matching/ranker.ts'
import type { Understand } from '../matching/understanding.ts'

const opening =
  /^\s*(?:et|ok|d'accord|bon|mais|donc|alors|ah|oui|sinon|même|meme|pourquoi|combien|quand|lequel|laquelle|lesquels)\b/i
const pointing = new Set([
  'ca',
  'cela',
  'celui',
  'celle',
  'ceux',
  'celles',
  'y',
  'en',
  'la',
  'lui',
  'elle',
  'il',
  'ils',
  'elles',
  'pareil',
  'ce',
  'cette',
  'cas',
  'dedans',
  'l',
  'dernier',
  'autre',
  'autres',
])
const longest = 14
const sure = 0.85

/**
 * Ranks an utterance that may lean on the last passage: read alone, and after that passage's question. One that is short
 * and opens or points like a follow-up takes half its meaning from there.
 */
export function rankInContext(text: string, lastQuestion: string | null, understand: Understand): Ranked[] {
  const alone = understand(text)
  if (lastQuestion === null) return alone
  const said = words(text)
  if (said.length > longest) return alone
  const leans = opening.test(text) || said.some((word) => pointing.has(word)) || said.length <= 4
  const top = alone[0]
  if (!leans || !top || (top.probability >= sure && top.label.kind !== 'passage')) return alone
  const outside = sum(alone, 'outside')
  if (outside >= 0.6) return alone
  const together = new Map(
    understand(`${lastQuestion} ${text}`).map((ranked) => [key(ranked), ranked.probability]),
  )
  const share = top.probability >= sure ? 0.15 : 0.5
  return alone
    .map((ranked) => ({
      ...ranked,
      probability: (1 - share) * ranked.probability + share * (together.get(key(ranked)) ?? 0),
    }))
    .sort((a, b) => b.probability - a.probability)
}

const key = ({ label }: Ranked) => `${label.kind}:${label.id}`
const sum = (ranking: readonly Ranked[], kind: string) =>
  ranking.reduce((total, { label, probability }) => total + (label.kind === kind ? probability : 0), 0)
