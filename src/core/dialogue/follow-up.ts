import { words } from '../language/tokens.ts'
import type { Ranked } from '../matching/ranker.ts'
import type { Understand } from '../matching/understanding.ts'

const opening =
  /^\s*(?:et|ok|d'accord|bon|mais|donc|alors|ah|oui|sinon|même|meme|pourquoi|combien|quand|lequel|laquelle|lesquels)\b/i
const pointing = new Set(
  'ca cela celui celle ceux celles y en la lui elle il ils elles pareil ce cette cas dedans dernier autre autres'.split(
    ' ',
  ),
)
/** « on le traite », « ça la fait monter »: an object pronoun before its verb. */
const object = /\b(?:on|je|j|tu|vous|il|elle|ils|elles|ça|ca|faut|peut|doit) (?:le|la|les|l['’])/i
const longest = 14
const sure = 0.8
/** Who leans on an answer is seldom off the article's subject. */
const onSubject = 0.3

export type LastAnswer = { id: string; question: string }

/**
 * Ranks an utterance that may lean on the last passage: read alone, and after that passage's question. One that is short
 * and opens or points like a follow-up takes up to half its meaning from there.
 */
export function rankInContext(text: string, last: LastAnswer | null, understand: Understand): Ranked[] {
  const alone = understand(text)
  if (last === null) return alone
  const said = words(text)
  const opens = opening.test(text)
  const points = object.test(text) || said.some((word) => pointing.has(word))
  const leans = said.length <= longest && (opens || points || said.length <= 4)
  const top = alone[0]
  if (!leans || !top) return alone
  const share = sum(alone, 'passage')
  if (share < 1 - foreign && top.label.kind !== 'passage') return alone
  if (top.probability >= sure) return alone
  const together = calm(understand(`${last.question} ${text}`), last.id)
  const weight = top.probability >= 0.5 && !opens && !points ? 0.2 : 0.45
  const mixed = new Map<string, Ranked>()
  for (const [ranking, share] of [
    [alone, 1 - weight],
    [together, weight],
  ] as const)
    for (const { label, probability } of ranking) {
      const before = mixed.get(key(label))?.probability ?? 0
      mixed.set(key(label), { label, probability: before + share * probability })
    }
  return [...mixed.values()].sort((a, b) => b.probability - a.probability)
}

/** How sure « not from the article » must be for the context to change nothing. */
const foreign = 0.55

function calm(ranking: readonly Ranked[], id: string): Ranked[] {
  const left = ({ label }: Ranked) => {
    // One seldom asks the same thing twice, and its question stands in the text that was ranked.
    if (label.id === id) return 0
    return label.kind === 'outside' ? onSubject : 1
  }
  const calmed = ranking.map((ranked) => ({ ...ranked, probability: ranked.probability * left(ranked) }))
  const total = calmed.reduce((all, { probability }) => all + probability, 0) || 1
  return calmed.map((ranked) => ({ ...ranked, probability: ranked.probability / total }))
}

const key = ({ kind, id }: Ranked['label']) => `${kind}:${id}`
const sum = (ranking: readonly Ranked[], kind: string) =>
  ranking.reduce((total, { label, probability }) => total + (label.kind === kind ? probability : 0), 0)
