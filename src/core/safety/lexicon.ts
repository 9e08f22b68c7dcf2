import { memory } from '../language/memory.ts'
import { phonetic } from '../language/phonetic.ts'

/** Which lexicon entries a word of a message may be. */
export type Lexicon = { read(word: string): readonly number[] }

export type LexiconParts = {
  /** The forms of each entry: whole words, beginnings (`suffo*`), words taken only to the letter (`=fiver`). Its index is its id. */
  entries: readonly (readonly string[])[]
  /** Folded words that are words already: never taken for a misspelt sign. */
  isWord: (word: string) => boolean
  /** All folded French words, to spell out the beginnings. */
  words: Iterable<string>
}

const shortest = 5
const shortestBeginning = 3
const pronouns = new Set('j je jm jme jt jte jl jle js jn jne m me t te s se d de l n ne c y qu'.split(' '))

/** Builds the reader: exact forms, beginnings, and for words that nobody knows one edit, the sound, or a glued pronoun. */
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
  const byBeginning = (word: string): number[] => {
    const ids: number[] = []
    // Nearly all words end here: the whole French language is asked when the index is built.
    if (!openings.has(word.slice(0, shortestBeginning))) return ids
    for (let end = shortestBeginning; end <= Math.min(word.length, longest.beginning); end++)
      ids.push(...(beginnings.get(word.slice(0, end)) ?? []))
    return ids
  }
  const exact = (word: string): number[] => [
    ...(forms.get(word) ?? []),
    ...(alone.get(word) ?? []),
    ...byBeginning(word),
  ]
  const near = indexNear(forms, words, byBeginning)
  const remembered = new Map<string, readonly number[]>()
  return {
    read(word) {
      const known = remembered.get(word)
      if (known) return known
      const ids = new Set(exact(word))
      if (word.length <= 24 && !isWord(word)) for (const id of guess(word)) ids.add(id)
      const result = [...ids]
      // Words of French and of the bank only: what else a person types must not outlive their conversation.
      if ((isWord(word) || memory.keeps(word)) && remembered.size < 20_000) remembered.set(word, result)
      return result
    },
  }

  function guess(word: string): number[] {
    // « jmetouf », « jtremble »: pronouns stick to verbs.
    const bares = [1, 2, 3]
      .filter((end) => pronouns.has(word.slice(0, end)) && word.length - end >= 3)
      .map((end) => word.slice(end))
    const unglued = bares.flatMap((bare) => [...(forms.get(bare) ?? []), ...byBeginning(bare)])
    return unglued.length > 0 ? unglued : [word, ...bares].flatMap(near)
  }
}

/** Words of five letters or more, by sound and by what is left when one letter goes: finds one edit in constant time. */
function indexNear(
  forms: ReadonlyMap<string, number[]>,
  words: Iterable<string>,
  byBeginning: (word: string) => number[],
) {
  const bySound = new Map<string, number[]>()
  // Nearly all of its many keys lead to one form: a list for each would be most of the time the start takes here.
  const byDeletion = new Map<string, string | string[]>()
  const idsOf = new Map<string, number[]>()
  const add = (form: string, ids: readonly number[]) => {
    if (form.length < shortest || idsOf.has(form)) return
    idsOf.set(form, [...ids])
    for (const id of ids) for (const sound of sounds(form)) push(bySound, sound, id)
    for (const rest of deletions(form)) addForm(byDeletion, rest, form)
    addForm(byDeletion, form, form)
  }
  for (const [form, ids] of forms) add(form, [...ids, ...byBeginning(form)])
  for (const word of words) {
    const ids = byBeginning(word)
    if (ids.length > 0) add(word, ids)
  }
  return (word: string): number[] => {
    if (word.length < shortest - 1) return []
    const ids = sounds(word).flatMap((sound) => bySound.get(sound) ?? [])
    for (const rest of [word, ...deletions(word)])
      for (const form of [byDeletion.get(rest) ?? []].flat())
        if (isOneEdit(word, form)) ids.push(...(idsOf.get(form) ?? []))
    return ids
  }
}

/** How a word sounds with its ending silent, and with it spoken: short words are told apart by their ending only. */
const sounds = (word: string) => {
  const silent = phonetic(word)
  return [...(silent.length >= 4 ? [silent] : []), `${phonetic(`${word}a`)}+`]
}

const addForm = (map: Map<string, string | string[]>, key: string, form: string) => {
  const held = map.get(key)
  if (held === undefined) map.set(key, form)
  else if (typeof held !== 'string') held.push(form)
  else if (held !== form) map.set(key, [held, form])
}

const push = (map: Map<string, number[]>, key: string, id: number) => {
  const list = map.get(key)
  if (!list) map.set(key, [id])
  else if (!list.includes(id)) list.push(id)
}

const deletions = (word: string) => Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))

// A first letter is seldom mistyped except for its neighbour on the keyboard: « fievre », « gievre », but « nievre » is not ours.
const neighbours: Record<string, string> = {
  a: 'zqe',
  b: 'vgn',
  c: 'xdfvs',
  d: 'sefrcx',
  e: 'zrsdia',
  f: 'drtgvcp',
  g: 'fthbvj',
  h: 'gjyn',
  i: 'uoye',
  m: 'lpn',
  n: 'bhm',
  o: 'ipa',
  p: 'om',
  r: 'etfd',
  s: 'qdzxc',
  t: 'ryfg',
  u: 'iy',
  v: 'cfgb',
}

/** One letter more, less, other, or two swapped; a first letter only for a neighbouring key. */
export function isOneEdit(typed: string, form: string): boolean {
  const change = typed.length - form.length
  let at = 0
  while (at < typed.length && typed[at] === form[at]) at++
  const rest = (from: string, skip: number) => from.slice(at + skip)
  if (change === 1) return rest(typed, 1) === rest(form, 0)
  if (change === -1) return rest(typed, 0) === rest(form, 1) && at > 0
  if (change !== 0) return false
  if (typed[at] === form[at + 1] && typed[at + 1] === form[at] && rest(typed, 2) === rest(form, 2))
    return true
  if (rest(typed, 1) !== rest(form, 1)) return false
  return at > 0 || (neighbours[form[0] ?? ''] ?? '').includes(typed[0] ?? ' ')
}
