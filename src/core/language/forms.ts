import { firstFrom } from './sorted.ts'
import { hashOf } from './word-set.ts'

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
export function numberIn({ hashes, numbers }: Forms, text: string): number {
  const hash = hashOf(text)
  const at = firstFrom(hashes, hash)
  return hashes[at] === hash ? (numbers[at] as number) : -1
}
