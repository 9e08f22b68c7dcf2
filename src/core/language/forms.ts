import { firstFrom } from './sorted.ts'
import { hashing, hashOf } from './word-set.ts'

/** Texts and the number that each stands for, as sorted hashes: a tenth of the memory that a map of strings takes, and no time to load. */
export type Forms = {
  hashes: Float64Array
  numbers: Int32Array
}

/** Packs texts with their numbers; of a text that comes twice the first number counts. */
export function packForms(entries: Iterable<readonly [text: string, number: number]>): Forms {
  const first = new Map<number, number>()
  for (const [text, number] of entries) {
    const hash = hashOf(text)
    if (!first.has(hash)) first.set(hash, number)
  }
  const sorted = [...first].sort(([a], [b]) => a - b)
  return {
    hashes: Float64Array.from(sorted, ([hash]) => hash),
    numbers: Int32Array.from(sorted, ([, number]) => number),
  }
}

/** The number of a text, or -1. */
export const numberIn = (forms: Forms, text: string): number => numberOfHash(forms, hashOf(text))

function numberOfHash({ hashes, numbers }: Forms, hash: number): number {
  const at = firstFrom(hashes, hash)
  return hashes[at] === hash ? (numbers[at] as number) : -1
}

/** What the beginnings of a text that end in `*` stand for, those of `least` letters and more, the shortest first. Each letter is read once. */
export function beginningsIn(forms: Forms, text: string, least: number): number[] {
  const found: number[] = []
  let { high, low } = hashing.from
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = hashing.stepHigh(high, code)
    low = hashing.stepLow(low, code)
    if (at + 1 < least) continue
    const hash = hashing.join(hashing.stepHigh(high, star), hashing.stepLow(low, star))
    const number = numberOfHash(forms, hash)
    if (number >= 0) found.push(number)
  }
  return found
}

const star = '*'.charCodeAt(0)
