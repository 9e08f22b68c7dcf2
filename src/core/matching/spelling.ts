import type { Features } from './features.ts'
import { grams } from './field.ts'
import { type Name, nameOf, numberOf } from './names.ts'
import { perWord } from './per-word.ts'
import { type RowList, type Rows, toRows } from './rows.ts'

/** How much each class's words are spelt like a text's: BM25 over character grams, as shares of the best class's. */
export type Spelling = (features: Features) => Float32Array

/** What is known of the classes' spelling: a row a gram, whose columns are classes and whose values are BM25 weights. */
export type KnownSpelling = { rows: Rows; classes: number }

const saturation = 1.2
const lengthShare = 0.75

/** Counts the grams of each class's words. The counts become weights here, so that a question only adds. */
export function indexSpelling(classes: readonly (readonly string[])[]): KnownSpelling {
  const lists = new Map<Name, RowList>()
  const lengths = new Float32Array(classes.length)
  for (const [position, words] of classes.entries()) {
    const counts = new Map<string, number>()
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    for (const [word, times] of counts)
      for (const gram of grams(word)) {
        count(lists, nameOf(gram), position, times)
        lengths[position] = (lengths[position] as number) + times
      }
  }
  const average = lengths.reduce((sum, length) => sum + length, 0) / (classes.length || 1) || 1
  const norms = lengths.map((length) => saturation * (1 - lengthShare + (lengthShare * length) / average))
  for (const { columns, values } of lists.values()) {
    const holders = columns.length
    const rarity = Math.log(1 + (classes.length - holders + 0.5) / (holders + 0.5))
    for (const [i, times] of values.entries())
      values[i] = (rarity * times * (saturation + 1)) / (times + (norms[columns[i] as number] as number))
  }
  return { rows: toRows(lists), classes: classes.length }
}

/** Builds the signal. What a word of the bank adds to each class is added up once and kept with the word. */
export function createSpelling({ rows, classes }: KnownSpelling): Spelling {
  const { index, starts, columns, values } = rows
  const scoresOf = perWord((word) => {
    const scores = new Float32Array(classes)
    for (const gram of grams(word.word)) {
      const row = numberOf(index, nameOf(gram))
      if (row < 0) continue
      const end = starts[row + 1] as number
      for (let at = starts[row] as number; at < end; at++) {
        const position = columns[at] as number
        scores[position] = (scores[position] as number) + (values[at] as number)
      }
    }
    return scores
  })
  return ({ words }) => {
    const scores = new Float32Array(classes)
    for (const word of words) {
      if (word.isGrammar) continue
      const own = scoresOf(word)
      for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) + (own[k] as number)
    }
    let top = 0
    for (const score of scores) if (score > top) top = score
    if (top > 0) for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) / top
    return scores
  }
}

/** Classes come in order: a row's last column is the one being counted, or it has none yet. */
function count(lists: Map<Name, RowList>, gram: Name, position: number, times: number): void {
  const list = lists.get(gram)
  if (!list) lists.set(gram, { columns: [position], values: [times] })
  else if (list.columns.at(-1) === position)
    list.values[list.values.length - 1] = (list.values.at(-1) as number) + times
  else {
    list.columns.push(position)
    list.values.push(times)
  }
}
