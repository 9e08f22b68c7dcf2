import { type Name, type NameIndex, nameOf, numberOf, pairOf } from '../matching/names.ts'
import type { Label } from '../matching/ranker.ts'
import type { LastAnswer } from './follow-up.ts'

/** What was learned of how people go on after an answer: plain data. */
export type Habits = {
  /** How much the reading of the message alone counts, and the one after the last subject. */
  alone: number
  after: number
  /** What each signal says for a class, as the logarithm of how much likelier it makes it. */
  index: NameIndex
  weights: Float32Array
}

/** A message and what it comes after. */
export type Said = { stems: readonly string[]; isBare: boolean; last: LastAnswer }

// What a signal pairs: where a class stands with how one asks, the last subject with the class, the words with each of those.
const [asking, length, wordWhere, topicAfter, classAfter, wordTopic, wordClass] = [1, 2, 3, 4, 5, 6, 7]
const edge = nameOf('^')
const longestTold = 12
const lengthStep = 3

/** How a message may lean: the names of its words and pairs of words, once for all classes. */
export function createSignals({ stems, isBare, last }: Said): (label: Label) => Name[] {
  const words = stems.map(nameOf)
  const pairs = words.map((word, at) => pairOf(0, at === 0 ? edge : (words[at - 1] as Name), word))
  const told = [...new Set([...words, ...pairs])]
  const [lastTopic, lastPassage] = [nameOf(last.topic), nameOf(last.id)]
  const size = Math.floor(Math.min(stems.length, longestTold) / lengthStep)
  return (label) => {
    const where = nameOf(whereIs(label, last))
    const topic = nameOf(label.kind === 'passage' ? label.topic : label.kind)
    const itself = nameOf(`${label.kind} ${label.id}`)
    const names = [
      pairOf(asking, where, isBare ? 1 : 0),
      pairOf(length, where, size),
      pairOf(topicAfter, lastTopic, topic),
      pairOf(classAfter, lastPassage, itself),
    ]
    for (const word of told)
      names.push(
        pairOf(wordWhere, word, where),
        pairOf(wordTopic, word, topic),
        pairOf(wordClass, word, itself),
      )
    return names
  }
}

/** Where a class stands, seen from the last passage. */
function whereIs(label: Label, last: LastAnswer): string {
  if (label.kind !== 'passage') return label.kind
  if (label.id === last.id) return 'same'
  return label.topic === last.topic || last.related.includes(label.id) ? 'near' : 'elsewhere'
}

/** The sum of what the signals say. */
export function weigh({ index, weights }: Habits, names: readonly Name[]): number {
  let sum = 0
  for (const name of names) {
    const number = numberOf(index, name)
    if (number >= 0) sum += weights[number] as number
  }
  return sum
}
