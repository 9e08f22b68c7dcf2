import type { Bank, Knowledge } from '../core/knowledge/knowledge.ts'
import { words } from '../core/language/tokens.ts'
import { rarityOf } from '../core/matching/field.ts'
import type { Verdict } from './eval-score.ts'

const fewest = 30
const tooAlike = 0.85
const mostShown = 12
const stemLength = 6

/** What an editor could do next, as lines of text. */
export function hints(
  verdicts: readonly Verdict[],
  { knowledge, bank }: { knowledge: Knowledge; bank: Bank },
  isWord: (word: string) => boolean,
): string[] {
  const asked = [...bank.utterances]
  const near = createNearest(asked)
  return [
    ...section(
      'confusions: the question, and the nearest utterance of the passage it wanted and of the one it got',
      confusions(verdicts, near),
    ),
    ...section(
      `passages with fewer than ${fewest} utterances`,
      asked
        .filter(([, list]) => list.length < fewest)
        .sort((a, b) => a[1].length - b[1].length)
        .map(([id, list]) => `${id}: ${list.length}`),
    ),
    ...section('utterances of one passage that say the same thing', twins(asked)),
    ...section(
      'words that no utterance, content or French word list knows',
      unknown(verdicts, knowledge, bank, isWord),
    ),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  const rest = lines.length - mostShown
  return [
    `\n${title} (${lines.length}):`,
    ...lines.slice(0, mostShown).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  … and ${rest} more`] : []),
  ]
}

type Nearest = (
  text: string,
  ids: (id: string) => boolean,
) => { id: string; text: string; closeness: number } | null

/** The closest utterance among some passages: shared rare words, compared by their beginnings. */
function createNearest(bank: readonly [string, readonly string[]][]): Nearest {
  const all = bank.flatMap(([id, list]) => list.map((text) => ({ id, text, keys: keysOf(text) })))
  const counts = new Map<string, number>()
  for (const { keys } of all) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const worth = (key: string) => rarityOf(counts.get(key) ?? 0, all.length)
  const sum = (keys: Iterable<string>) => [...keys].reduce((total, key) => total + worth(key), 0)
  return (text, isAllowed) => {
    const asked = keysOf(text)
    let best: ReturnType<Nearest> = null
    for (const { id, text: said, keys } of all) {
      if (!isAllowed(id)) continue
      const closeness = (2 * sum(asked.intersection(keys))) / (sum(asked) + sum(keys) || 1)
      if (!best || closeness > best.closeness) best = { id, text: said, closeness }
    }
    return best
  }
}

const keysOf = (text: string) => new Set(words(text).map((word) => word.slice(0, stemLength)))

function confusions(verdicts: readonly Verdict[], near: Nearest): string[] {
  return verdicts
    .filter(({ isWrong, isRight, expected }) => isWrong || (!isRight && expected.kind === 'answer'))
    .map(({ set, expected, got }) => {
      const wanted = expected.accept ?? []
      const right = near(expected.text, (id) => wanted.includes(id.split('/')[0] ?? ''))
      const taken = got.passage ? near(expected.text, (id) => id === got.passage) : null
      const show = (found: ReturnType<Nearest>) =>
        found ? `${found.id} “${found.text}” ${found.closeness.toFixed(2)}` : 'nothing'
      return `${set} ${expected.id} “${expected.text.slice(0, 80)}”\n    wanted ${show(right)}\n    got ${got.kind} ${show(taken)}`
    })
}

function twins(bank: readonly [string, readonly string[]][]): string[] {
  return bank.flatMap(([id, list]) => {
    const keys = list.map(keysOf)
    return list.flatMap((text, i) => {
      const mine = keys[i] as Set<string>
      const other = keys.findIndex(
        (their, j) =>
          j > i && mine.size > 2 && mine.intersection(their).size / mine.union(their).size >= tooAlike,
      )
      return other < 0 ? [] : [`${id}: “${text}” · “${list[other]}”`]
    })
  })
}

function unknown(
  verdicts: readonly Verdict[],
  { passages }: Knowledge,
  { utterances, smalltalk, outOfScope }: Bank,
  isWord: (word: string) => boolean,
): string[] {
  const known = new Set(
    [utterances, smalltalk, outOfScope]
      .flatMap((said) => [...said.values()].flat())
      .concat([...passages.values()].map(({ text }) => text))
      .flatMap(words),
  )
  const counts = new Map<string, number>()
  for (const { expected } of verdicts)
    for (const word of words(expected.text))
      if (word.length > 3 && !known.has(word) && !isWord(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word, count]) => `${word} ×${count}`)
}
