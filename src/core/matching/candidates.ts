import { grams, numberOf, rarityOf } from './field.ts'

/** The texts worth a closer look for a question: their positions, best first, at most `limit`. */
export type Candidates = (words: readonly string[], limit: number) => number[]

// A list is read as far as here and no further, so that a question costs about the same however large the base is.
const longestList = 2000
const alike = 0.5
const mostAlike = 6
// A gram of so many words tells none of them apart.
const tooCommon = 1500
const remembered = 20_000

/**
 * Builds an inverted index whose lists are sorted by weight in the text, with the words that are spelt alike beside each
 * word of the question (the vocabulary grows far slower than the base).
 */
export function createCandidates(texts: readonly (readonly string[])[]): Candidates {
  const numbers = new Map<string, number>()
  const lists: { texts: number[]; weights: number[] }[] = []
  for (const [text, words] of texts.entries()) {
    const counts = new Map<string, number>()
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    for (const [word, times] of counts) {
      const id = numberOf(numbers, word)
      const list = lists[id] ?? { texts: [], weights: [] }
      lists[id] = list
      list.texts.push(text)
      // Weight of a word in its text: saturated, less in a long text.
      list.weights.push(times / (times + 0.5 + words.length / 40))
    }
  }
  const posting = lists.map((list) => toPosting(list, texts.length))
  const similar = createSimilar([...numbers.keys()], numbers)
  const scores = new Float32Array(texts.length)
  return (words, limit) => {
    const touched: number[] = []
    for (const word of new Set(words))
      for (const { id, likeness } of similar(word)) {
        const list = posting[id]
        if (!list) continue
        for (let at = 0; at < list.texts.length; at++) {
          const text = list.texts[at] as number
          if (scores[text] === 0) touched.push(text)
          scores[text] = (scores[text] as number) + likeness * list.rarity * (list.weights[at] as number)
        }
      }
    const least = touched.length > limit ? leastOfBest(touched, scores, limit) : 0
    const best = touched
      .filter((text) => (scores[text] as number) >= least)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
      .slice(0, limit)
    for (const text of touched) scores[text] = 0
    return best
  }
}

/** The score that the last of the best has: a typed array sorts numbers many times faster than a comparison does. */
function leastOfBest(touched: readonly number[], scores: Float32Array, limit: number): number {
  const sorted = Float32Array.from(touched, (text) => scores[text] as number).sort()
  return sorted[sorted.length - limit] ?? 0
}

function toPosting(list: { texts: number[]; weights: number[] }, count: number) {
  const rarity = rarityOf(list.texts.length, count)
  const order = list.texts
    .map((_, at) => at)
    .sort((a, b) => (list.weights[b] as number) - (list.weights[a] as number) || a - b)
    .slice(0, longestList)
  return {
    rarity,
    texts: Int32Array.from(order, (at) => list.texts[at] as number),
    weights: Float32Array.from(order, (at) => list.weights[at] as number),
  }
}

/** Words of the vocabulary by the share of character grams they have in common with a word (Dice), itself first. */
function createSimilar(
  vocabulary: readonly string[],
  numbers: ReadonlyMap<string, number>,
): (word: string) => { id: number; likeness: number }[] {
  const byGram = new Map<string, number[]>()
  const sizes = new Float32Array(vocabulary.length)
  for (const [id, word] of vocabulary.entries())
    for (const gram of new Set(grams(word))) {
      sizes[id] = (sizes[id] as number) + 1
      const list = byGram.get(gram)
      if (list) list.push(id)
      else byGram.set(gram, [id])
    }
  const cache = new Map<string, { id: number; likeness: number }[]>()
  return (word) => {
    const known = cache.get(word)
    if (known) return known
    const asked = new Set(grams(word))
    const shared = new Map<number, number>()
    for (const gram of asked) {
      const ids = byGram.get(gram) ?? []
      if (ids.length > tooCommon) continue
      for (const id of ids) shared.set(id, (shared.get(id) ?? 0) + 1)
    }
    const own = numbers.get(word)
    if (own !== undefined && !shared.has(own)) shared.set(own, asked.size)
    const found = [...shared]
      .map(([id, count]) => ({
        id,
        likeness: vocabulary[id] === word ? 1 : (2 * count) / (asked.size + (sizes[id] as number)),
      }))
      .filter(({ likeness }) => likeness >= alike)
      .sort((a, b) => b.likeness - a.likeness || a.id - b.id)
      .slice(0, mostAlike)
    if (cache.size < remembered) cache.set(word, found)
    return found
  }
}
