import { memory } from './memory.ts'

/**
 * A rough French sound key of a folded word: « vaksin » and « vaccin », « esque » and « est-ce que » meet.
 * Silent endings go, doubled letters count once. Rules apply in order; each is one French spelling habit.
 */
const rules: [RegExp, string][] = [
  [/ph/g, 'f'],
  [/eau|au/g, 'o'],
  [/[ae]i|ei/g, 'e'],
  [/oeu|eu|oe/g, 'e'],
  [/[ae][mn](?![aeiouymn])/g, 'A'],
  [/[iy][mn](?![aeiouymn])/g, 'I'],
  [/o[mn](?![aeiouymn])/g, 'O'],
  [/gn/g, 'N'],
  [/sch|ch|sh/g, 'S'],
  [/qu|q|ck|k/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/sc(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/g(?=[eiy])/g, 'j'],
  [/gu(?=[eiy])/g, 'g'],
  [/[sz]ion/g, 'sO'],
  [/ti(?=[oO])/g, 's'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/y/g, 'i'],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
  [/(ent|es|er|ez|et|e|s|t|d|p)$/, ''],
  [/(es|e|s|t|d|p)$/, ''],
]

const remembered = new Map<string, string>()
const capacity = 40_000

/** The sound key of one folded word, remembered while the assistant learns; never empty for a word with letters. */
export function phonetic(word: string): string {
  const known = remembered.get(word)
  if (known !== undefined) return known
  const sound = rules.reduce((key, [pattern, replacement]) => key.replace(pattern, replacement), word)
  const result = sound === '' ? word : sound
  if (memory.isOpen && remembered.size < capacity) remembered.set(word, result)
  return result
}
