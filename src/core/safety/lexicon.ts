import { memory } from '../language/memory.ts'
import { createNear } from './near-words.ts'

/** Which lexicon entries a word of a message may be. */
export type Lexicon = {
  read(word: string): readonly number[]
  /** The same without any guess at a spelling. */
  readAsWritten(word: string): readonly number[]
  /** The entries of known words that sound like it. */
  hear(word: string): readonly number[]
}

export type LexiconParts = {
  /** The forms of each entry: whole words, beginnings (`suffo*`), words taken only to the letter (`=fiver`). Its index is its id. */
  entries: readonly (readonly string[])[]
  /** Folded words that are words already: never taken for a misspelt sign. */
  isWord: (word: string) => boolean
  /** All folded French words, to spell out the beginnings. */
  words: Iterable<string>
}

const shortestBeginning = 3
const doubled = /(.)\1/g
// « les zurgences »: the consonant that is heard before a vowel.
const liaison = /^z[aeiouy]/
/** What sticks to a verb: « jmetouf », « jtremble », and to one that happens again: « reconvulser », « ressaigne ». */
const stuck = new Set(
  'j je jm jme jt jte jl jle js jn jne m me t te s se d de l n ne c y qu re res'.split(' '),
)

/** Builds the reader: exact forms, beginnings, and for words that nobody knows one edit, the sound, or what sticks to it. */
export function createLexicon({ entries, isWord, words }: LexiconParts): Lexicon {
  const forms = new Map<string, number[]>()
  const alone = new Map<string, number[]>()
  const beginnings = new Map<string, number[]>()
  const longest = { beginning: 0 }
  for (const [id, entry] of entries.entries()) {
    for (const form of entry) {
      if (form.startsWith('=')) push(alone, form.slice(1), id)
      else if (!form.endsWith('*')) push(forms, form, id)
      else {
        push(beginnings, form.slice(0, -1), id)
        longest.beginning = Math.max(longest.beginning, form.length - 1)
      }
    }
  }
  const openings = new Set([...beginnings.keys()].map((beginning) => beginning.slice(0, shortestBeginning)))
  const byBeginning = (word: string): readonly number[] => {
    // Nearly all words end here: the whole French language is asked when the index is built.
    if (!openings.has(word.slice(0, shortestBeginning))) return none
    const ids: number[] = []
    for (let end = shortestBeginning; end <= Math.min(word.length, longest.beginning); end++)
      ids.push(...(beginnings.get(word.slice(0, end)) ?? []))
    return ids
  }
  const exact = (word: string) => both(forms.get(word), byBeginning(word))
  const known = new Map([...forms].map(([form, ids]) => [form, both(ids, byBeginning(form))]))
  for (const word of words) {
    const ids = known.has(word) ? [] : byBeginning(word)
    if (ids.length > 0) known.set(word, ids)
  }
  const { near, hear } = createNear(known)
  const readAsWritten = (word: string) => both(alone.get(word), exact(word))
  const remembered = new Map<string, readonly number[]>()
  return {
    readAsWritten,
    hear,
    read(word) {
      const before = remembered.get(word)
      if (before) return before
      const ids = new Set(readAsWritten(word))
      if (word.length <= 24 && !isWord(word)) for (const id of guess(word)) ids.add(id)
      const result = [...ids]
      // Words of French and of the bank only: what else a person types must not outlive their conversation.
      if ((isWord(word) || memory.keeps(word)) && remembered.size < 20_000) remembered.set(word, result)
      return result
    },
  }

  function guess(word: string): number[] {
    const bares = [1, 2, 3]
      .filter((end) => stuck.has(word.slice(0, end)) || (end === 1 && liaison.test(word)))
      .filter((end) => word.length - end >= 3)
      .map((end) => word.slice(end))
    const unglued = bares.flatMap(exact)
    if (unglued.length > 0) return unglued
    // « sangg », « saammu »: a word that is too short to be looked up by one edit may still have a letter twice.
    const single = word.replace(doubled, '$1')
    const undoubled = single === word ? [] : exact(single)
    return [...undoubled, ...[word, ...bares].flatMap(near)]
  }
}

const none: readonly number[] = []

/** Both lists as one: most words have neither, some have one. */
function both(some: readonly number[] = none, others: readonly number[]): readonly number[] {
  if (some.length === 0) return others
  return others.length === 0 ? some : [...some, ...others]
}

const push = (map: Map<string, number[]>, key: string, id: number) => {
  const list = map.get(key)
  if (!list) map.set(key, [id])
  else if (!list.includes(id)) list.push(id)
}
