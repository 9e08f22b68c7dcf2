import { fold, unstretch } from './fold.ts'
import { beginningsIn, type Forms, numberIn, packForms } from './forms.ts'
import { isPacked, packWords } from './word-set.ts'

/** What words of a language mean in French: plain data. */
export type Lexicon = {
  /** Its forms, each with the number of its French; a beginning of words ends in `*`. */
  forms: Forms
  /** Most words of a form. */
  longest: number
  french: readonly string[]
}

/** A language beside French: its words without a subject, what its others mean, and what they mean in an emergency. */
export type Tongue = { code: string; plain: Float64Array; subject: Lexicon; emergencies: Lexicon }

/** A language, every word that its files name, beginnings with their `*`, and the words that it glues to the next one. */
export type ReadTongue = { tongue: Tongue; words: ReadonlySet<string>; glued: readonly string[] }

/** The two parts of a file of intents/langues/. */
export const headings = ['## mots', '## lexique'] as const
/** The letters that the beginning of a word has at least. */
export const shortestBeginning = 3

/**
 * Reads intents/langues/<code>.txt: the words without a subject under the first heading, `French = form = form` a line under
 * the second; a form that ends in `*` is the beginning of words, and a word without a subject that ends in `-` is written
 * together with the next. `emergencies`: such lines of intents/urgence/langues/<code>.txt.
 */
export function readTongue(code: string, source: string, emergencies = ''): ReadTongue {
  const lines = source.split('\n')
  const half = lines.indexOf(headings[1])
  const opening = lines.slice(0, half).filter(isWritten)
  const plain = opening.flatMap(tongueWords)
  const [subject, urgent] = [lines.slice(half + 1), emergencies.split('\n')].map(readEntries) as [
    Entries,
    Entries,
  ]
  const forms = [...subject.entries, ...urgent.entries].flatMap(([form]) => form.split(' '))
  return {
    tongue: { code, plain: packWords(plain), subject: toLexicon(subject), emergencies: toLexicon(urgent) },
    words: new Set([...plain, ...forms]),
    glued: opening
      .flatMap((line) => line.split(/\s+/).filter((word) => word.endsWith('-')))
      .flatMap(tongueWords),
  }
}

const isWritten = (line: string) => line.trim() !== '' && !line.startsWith('#')
const toForm = (text: string) => tongueWords(text).join(' ') + (text.trim().endsWith('*') ? '*' : '')

type Entries = { french: string[]; entries: [form: string, number: number][] }

function readEntries(lines: readonly string[]): Entries {
  const french: string[] = []
  const entries: [string, number][] = []
  for (const line of lines.filter(isWritten)) {
    const [said = '', ...forms] = line.split('=').map((side) => side.trim())
    for (const form of forms) entries.push([toForm(form), french.length])
    french.push(said)
  }
  return { french, entries }
}

function toLexicon({ french, entries }: Entries): Lexicon {
  const longest = entries.reduce((most, [form]) => Math.max(most, form.split(' ').length), 0)
  return { forms: packForms(entries), longest, french }
}

/**
 * The words of a text in any script: Chinese characters stand alone, since no space parts them, and digits that stand for
 * letters, as in « s7i7 », stay in their word.
 */
export function tongueWords(text: string): string[] {
  const said = unstretch(fold(text)).match(piece) ?? []
  return said.flatMap((word) => (han.test(word) ? [...word] : [word]))
}
const piece = /\d*\p{L}[\p{L}\d]*|\d+(?:[.,]\d+)?/gu
/** Whether a word of a text is a number. */
export const isNumber = (word: string) => /^\d+(?:[.,]\d+)?$/.test(word)
const han = /\p{Script=Han}/u

/**
 * What nobody knows stays so: something is talked of that is not the subject. Too short to be repaired, each another word,
 * and without a digit, which the screen would read as a number.
 */
const strange = (at: number) => `xq${String.fromCharCode(97 + (at % 26))}`

/**
 * What words say in French by some lexicons, the longest forms first, of two as long the first lexicon's. Numbers, and words
 * where `keeps` says so, stay as they are; what else nobody knows becomes a word that no language has.
 */
export function readIn(
  lexicons: readonly Lexicon[],
  plain: Float64Array,
  said: readonly string[],
  keeps: (word: string) => boolean,
): string[] {
  const french: string[] = []
  for (let at = 0; at < said.length; ) {
    const found = longestAt(lexicons, said, at)
    const word = said[at] as string
    if (found) french.push(found.french)
    else if (!isPacked(plain, word))
      french.push(isNumber(word) || keeps(word) ? word : strange(french.length))
    at += found?.length ?? 1
  }
  return french
}

function longestAt(
  lexicons: readonly Lexicon[],
  said: readonly string[],
  at: number,
): { french: string; length: number } | null {
  const most = Math.min(Math.max(...lexicons.map(({ longest }) => longest)), said.length - at)
  for (let length = most; length > 0; length--) {
    const text = said.slice(at, at + length).join(' ')
    for (const { forms, french } of lexicons) {
      const number = numberOf(forms, text)
      if (number >= 0) return { french: french[number] as string, length }
    }
  }
  return null
}

/** The number of a text itself, or of the longest beginning of its last word, or -1. */
function numberOf(forms: Forms, text: string): number {
  const whole = numberIn(forms, text)
  if (whole >= 0) return whole
  const least = text.lastIndexOf(' ') + 1 + shortestBeginning
  return beginningsIn(forms, text, least).at(-1) ?? -1
}
