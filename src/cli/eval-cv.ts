import { readWordLists } from '../adapters/files/assemble.ts'
import { loadFrenchWords } from '../adapters/files/french-words.ts'
import type { Bank, SourceFiles } from '../core/knowledge/knowledge.ts'
import type { UtteranceBank } from '../core/knowledge/utterances.ts'
import { fold } from '../core/language/fold.ts'
import { decide, thresholds } from '../core/matching/decide.ts'
import { type Label, type Ranked, toLabel } from '../core/matching/ranker.ts'
import { createUnderstanding, learnLanguage } from '../core/matching/understanding.ts'
import { readBank } from './read-bank.ts'

/** An utterance of the bank as a ranker saw it that had not learned from it; `claims` are all passages that hold it. */
export type HeldOut = { text: string; label: Label; claims: readonly string[]; ranking: Ranked[] }

/** One point of the curve: what becomes of held-out utterances when one threshold moves. Shares between 0 and 1. */
export type CurvePoint = {
  threshold: keyof typeof thresholds
  value: number
  isChosen: boolean
  right: number
  wrong: number
  offered: number
  outsideKept: number
}

/** Learns from all folds but one and asks about that one, for each fold. Slow: it learns as often as there are folds. */
export function crossValidate(files: SourceFiles, folds = 5): HeldOut[] {
  const { knowledge, bank } = readBank(files)
  const french = loadFrenchWords()
  const parts = { ...readWordLists(files), isWord: (word: string) => french.has(word), knowledge }
  const foldOf = toFolds(bank, folds)
  return Array.from({ length: folds }, (_, at) => at).flatMap((at) => {
    const part = (isHeld: boolean) => take(bank, (text) => (foldOf.get(fold(text)) === at) === isHeld)
    const understand = createUnderstanding({
      ...parts,
      learned: learnLanguage({ ...parts, bank: part(false) }),
    })
    return toRows(part(true)).map((row) => ({ ...row, ranking: top(understand(row.text)) }))
  })
}

/** A ranking as short as the decision allows: what is left out has next to no probability. */
function top(ranking: Ranked[]): Ranked[] {
  return ranking.filter(({ probability }, at) => at < 5 || probability > 1e-3)
}

/** Every text in one fold, whichever classes hold it: none is learned under one class and asked under another. */
function toFolds({ utterances, smalltalk, outOfScope }: Bank, folds: number): Map<string, number> {
  const foldOf = new Map<string, number>()
  for (const said of [utterances, smalltalk, outOfScope])
    for (const list of said.values())
      for (const [at, text] of list.entries()) if (!foldOf.has(fold(text))) foldOf.set(fold(text), at % folds)
  return foldOf
}

function take(bank: Bank, isKept: (text: string) => boolean): Bank {
  const kept = (said: UtteranceBank): UtteranceBank =>
    new Map([...said].map(([id, list]) => [id, list.filter(isKept)]))
  const { utterances, smalltalk, outOfScope } = bank
  return {
    ...bank,
    utterances: kept(utterances),
    smalltalk: kept(smalltalk),
    outOfScope: kept(outOfScope),
  }
}

/** One row a text: where several passages hold it, each of them answers it. */
function toRows({ utterances, smalltalk, outOfScope }: Bank): Omit<HeldOut, 'ranking'>[] {
  const rows = new Map<string, Omit<HeldOut, 'ranking'>>()
  const add = (kind: Label['kind'], said: UtteranceBank) => {
    for (const [id, list] of said)
      for (const text of list) {
        const key = `${kind} ${fold(text)}`
        const known = rows.get(key)
        rows.set(
          key,
          known
            ? { ...known, claims: [...known.claims, id] }
            : { text, label: toLabel(kind, id), claims: [id] },
        )
      }
  }
  add('passage', utterances)
  add('smalltalk', smalltalk)
  add('outside', outOfScope)
  return [...rows.values()]
}

const topicOf = (id: string) => id.split('/')[0] ?? id
const share = <T>(list: readonly T[], test: (item: T) => boolean) =>
  list.filter(test).length / (list.length || 1)

/** The passage a ranking puts first, whatever its confidence. */
function bestPassage({ ranking }: HeldOut): string {
  return ranking.find(({ label }) => label.kind === 'passage')?.label.id ?? ''
}

const isOfTopic = ({ claims }: HeldOut, passage: string) =>
  claims.some((claim) => topicOf(claim) === topicOf(passage))

/** How often the best passage, and its topic, are those of the held-out utterance; and each kind of class by the decision. */
export function accuracy(rows: readonly HeldOut[]) {
  const asked = rows.filter(({ label }) => label.kind === 'passage')
  const of = (kind: Label['kind']) => rows.filter(({ label }) => label.kind === kind)
  return {
    utterances: rows.length,
    passage: share(asked, (row) => row.claims.includes(bestPassage(row))),
    topic: share(asked, (row) => isOfTopic(row, bestPassage(row))),
    smalltalk: share(of('smalltalk'), ({ ranking }) => decide(ranking).kind === 'smalltalk'),
    outside: share(of('outside'), ({ ranking }) => decide(ranking).kind === 'none'),
  }
}

const moves: [keyof typeof thresholds, number[]][] = [
  ['answer', [0.2, 0.3, 0.36, 0.42, 0.5, 0.6, 0.7]],
  ['offer', [0.08, 0.12, 0.16, 0.2, 0.3]],
  ['scope', [0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9]],
  ['rival', [0.1, 0.25, 0.35, 0.5, 0.75, 1]],
  ['smalltalk', [0.3, 0.4, 0.5, 0.6, 0.7]],
]

/** Moves one threshold at a time away from what `decide.ts` says: what each costs and buys on utterances not learned from. */
export function curve(rows: readonly HeldOut[]): CurvePoint[] {
  const asked = rows.filter(({ label }) => label.kind === 'passage')
  const outside = rows.filter(({ label }) => label.kind === 'outside')
  return moves.flatMap(([threshold, values]) =>
    [...new Set([...values, thresholds[threshold]])]
      .sort((a, b) => a - b)
      .map((value): CurvePoint => {
        const limits = { ...thresholds, [threshold]: value }
        const decided = asked.map((row) => ({ row, got: decide(row.ranking, limits) }))
        const isRight = ({ row, got }: (typeof decided)[number]) =>
          got.kind === 'answer' && isOfTopic(row, got.passage)
        return {
          threshold,
          value,
          isChosen: value === thresholds[threshold],
          right: share(decided, isRight),
          wrong: share(decided, (one) => one.got.kind === 'answer' && !isRight(one)),
          offered: share(decided, ({ got }) => got.kind === 'disambiguation'),
          outsideKept: share(outside, ({ ranking }) => decide(ranking, limits).kind === 'none'),
        }
      }),
  )
}
