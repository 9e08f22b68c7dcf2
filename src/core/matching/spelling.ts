import { grams } from './field.ts'

/** How much each class's words are spelt like a text's: BM25 over character grams, as shares of the best class's. */
export type Spelling = (words: readonly string[]) => Float32Array

const saturation = 1.2
const lengthShare = 0.75

/** Builds the signal from the words of each class. One row of counts a gram: a question costs its grams times the classes. */
export function createSpelling(classes: readonly (readonly string[])[]): Spelling {
  const rows = new Map<string, Float32Array>()
  const lengths = new Float32Array(classes.length)
  for (const [position, words] of classes.entries()) {
    for (const word of words)
      for (const gram of grams(word)) {
        let row = rows.get(gram)
        if (!row) {
          row = new Float32Array(classes.length)
          rows.set(gram, row)
        }
        row[position] = (row[position] as number) + 1
        lengths[position] = (lengths[position] as number) + 1
      }
  }
  const average = lengths.reduce((sum, length) => sum + length, 0) / (classes.length || 1) || 1
  const norms = lengths.map((length) => saturation * (1 - lengthShare + (lengthShare * length) / average))
  // The counts become weights once, so that a question only adds.
  for (const row of rows.values()) {
    const holders = row.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
    const rarity = Math.log(1 + (classes.length - holders + 0.5) / (holders + 0.5))
    for (let position = 0; position < row.length; position++) {
      const count = row[position] as number
      row[position] = (rarity * count * (saturation + 1)) / (count + (norms[position] as number))
    }
  }
  return (words) => {
    const scores = new Float32Array(classes.length)
    for (const gram of new Set(words.flatMap((word) => grams(word)))) {
      const row = rows.get(gram)
      if (!row) continue
      for (let position = 0; position < row.length; position++)
        scores[position] = (scores[position] as number) + (row[position] as number)
    }
    let top = 0
    for (const score of scores) if (score > top) top = score
    return top === 0 ? scores : scores.map((score) => score / top)
  }
}
