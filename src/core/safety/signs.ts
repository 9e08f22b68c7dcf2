import { fold, unstretch } from '../language/fold.ts'

const lookAlikes: Record<string, string> = {
  а: 'a',
  е: 'e',
  і: 'i',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  ѕ: 's',
  ј: 'j',
  ν: 'v',
  ο: 'o',
  ι: 'i',
  ε: 'e',
  α: 'a',
  ρ: 'p',
}
const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '€': 'e',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const borrowed = /[\u0370-\u04ff]/g
const anyBorrowed = /[\u0370-\u04ff]/
const leetWord = /(?<![a-z0-9])[a-z]{1,20}[013457€@$!][a-z013457€@$!]{0,20}[a-z](?![a-z0-9])/g
// Letters typed one by one, « f i e v r e » or « f.i.e.v.r.e », at least four of them. Those parted in one way come first:
// « le s.a.m.u. a dit » is no « samua ».
const spelledEvenly = /(?<![\p{L}\p{N}])\p{L}([ .\-_*]{1,2})\p{L}(?:\1\p{L}){2,28}(?![\p{L}\p{N}])/gu
const spelled = /(?<![\p{L}\p{N}])\p{L}(?:[ .\-_*]{1,2}\p{L}){3,29}(?![\p{L}\p{N}])/gu
// The end of a sentence is a token of its own, which no pattern reads: what stands beyond it excuses nothing.
export const sentenceEnd = '.'
// What counts a number is a token too: « j'ai 41 % et… » is not « j'ai 41 et… ».
const piece = /\p{L}+|\d+|(?<=\d\s{0,3})[%€]|(?<!\.)[.!?;](?=\s|$)/gu

/** Folds a text for the screen: undoes spelling out, elongation, leet and letters borrowed from other alphabets. Linear. */
export function unmask(text: string): string {
  const folded = fold(text)
  // Hardly anybody borrows letters: looking for one is much faster than reading each word.
  const latin = anyBorrowed.test(folded) ? folded.replace(/\p{L}{2,40}/gu, latinise) : folded
  const spelt = latin
    .replace(spelledEvenly, joinLetters)
    .replace(spelled, joinLetters)
    .replace(leetWord, (word) => word.replace(/[013457€@$!]/g, (c) => leet[c] ?? c))
  return unstretch(spelt)
}

const joinLetters = (letters: string) => letters.replace(/[ .\-_*]/g, '')

/** A Latin word with letters borrowed from Greek or Cyrillic, in Latin letters alone. */
function latinise(word: string): string {
  return /[a-z]/.test(word) ? word.replace(borrowed, (letter) => lookAlikes[letter] ?? letter) : word
}

/** The words, whole numbers with their signs and sentence ends of an unmasked text, in order. */
export function signTokens(unmasked: string): string[] {
  return (unmasked.match(piece) ?? []).map((token) => (/[.!?;]/.test(token) ? sentenceEnd : token))
}
