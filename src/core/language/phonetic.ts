import { remembering } from './memory.ts'

/**
 * A rough French sound key of a folded word: « vaksin » and « vaccin », « esque » and « est-ce que » meet.
 * Silent endings go, doubled letters count once. Rules apply in order; each is one French spelling habit.
 */
const rules: [RegExp, string][] = [
  // Before the vowels are rewritten: « cincope » begins as « syncope » does.
  [/sc(?=[eiy])/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/g(?=[eiy])/g, 'j'],
  [/gu(?=[eiy])/g, 'g'],
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
  [/c/g, 'k'],
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

/** The sound key of one folded word, remembered for the words that the memory keeps; never empty for a word with letters. */
export const phonetic = remembering((word) => {
  const sound = rules.reduce((key, [pattern, replacement]) => key.replace(pattern, replacement), word)
  return sound === '' ? word : sound
})
