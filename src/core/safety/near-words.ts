import { phonetic } from '../language/phonetic.ts'
import { firstFrom } from '../language/sorted.ts'

/** The ids of the known words that a misspelt one may be: those that sound like it, and those one edit away. */
export type Near = {
  near: (word: string) => number[]
  /** Those that sound like it and have five sounds or more. */
  hear: (word: string) => number[]
}

const shortest = 5
// A hash and the place of a word in one number: 32 and 21 bits, which a double holds exactly.
const places = 2 ** 21

/**
 * Words of five letters or more, by sound and by what is left when one letter goes: finds one edit in constant time. What is
 * left is kept as sorted hashes, which are built in a tenth of the time that a map of so many strings takes; two texts of
 * one hash are told apart by the words themselves.
 */
export function createNear(ids: ReadonlyMap<string, readonly number[]>): Near {
  const words = [...ids.keys()].filter(({ length }) => length >= shortest)
  // Few messages have a word that nobody knows: sounds and hashes are worked out for the first that does.
  let sounding: ReadonlyMap<string, ReadonlySet<number>> | null = null
  let shortened: Float64Array | null = null
  const ofSound = (sound: string): Iterable<number> => {
    sounding ??= bySound(words, ids)
    return sounding.get(sound) ?? []
  }
  const near = (word: string) => {
    if (word.length < shortest - 1) return []
    shortened ??= hashesOf(words)
    const hashes = shortened
    const found = sounds(word).flatMap((sound) => [...ofSound(sound)])
    for (let gone = word.length; gone >= 0; gone--) {
      const hash = hashWithout(word, gone)
      for (let at = firstFrom(hashes, hash * places); at < hashes.length; at++) {
        const place = (hashes[at] as number) - hash * places
        if (place >= places) break
        const known = words[place] as string
        if (isOneEdit(word, known)) found.push(...(ids.get(known) ?? []))
      }
    }
    return found
  }
  const hear = (word: string) => {
    const sound = phonetic(word)
    return sound.length >= shortest ? [...ofSound(sound)] : []
  }
  return { near, hear }
}

/** FNV-1a of a word without the letter at a place; at its end, of the whole word. */
function hashWithout(word: string, gone: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++)
    if (at !== gone) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Of each word with each of its letters gone, and whole; in order, each with the word's place. */
function hashesOf(words: readonly string[]): Float64Array {
  const hashes = new Float64Array(words.reduce((sum, { length }) => sum + length + 1, 0))
  let filled = 0
  for (const [place, word] of words.entries())
    for (let gone = 0; gone <= word.length; gone++)
      hashes[filled++] = hashWithout(word, gone) * places + place
  return hashes.sort()
}

function bySound(words: readonly string[], ids: ReadonlyMap<string, readonly number[]>) {
  const found = new Map<string, Set<number>>()
  for (const word of words)
    for (const sound of sounds(word)) {
      const said = found.get(sound) ?? new Set()
      for (const id of ids.get(word) ?? []) said.add(id)
      found.set(sound, said)
    }
  return found
}

/** How a word sounds with its ending silent, and with it spoken: short words are told apart by their ending only. */
const sounds = (word: string) => {
  const silent = phonetic(word)
  return [...(silent.length >= 4 ? [silent] : []), `${phonetic(`${word}a`)}+`]
}

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
