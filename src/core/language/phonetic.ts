import { remembering } from './memory.ts'

/**
 * A rough French sound key of a folded word: « vaksin » and « vaccin », « esque » and « est-ce que » meet.
 * Silent endings go, doubled letters count once. Rules apply in order; each is one French spelling habit, beside letters of
 * which a word that it applies to has one: to look for a letter takes a tenth of the time.
 */
const rules: [letters: string, pattern: RegExp, replacement: string][] = [
  // Before the vowels are rewritten: « cincope » begins as « syncope » does.
  ['c', /sc(?=[eiy])/g, 's'],
  ['c', /c(?=[eiy])/g, 's'],
  ['g', /g(?=[eiy])/g, 'j'],
  ['g', /gu(?=[eiy])/g, 'g'],
  ['p', /ph/g, 'f'],
  ['u', /eau|au/g, 'o'],
  ['i', /[ae]i|ei/g, 'e'],
  ['e', /oeu|eu|oe/g, 'e'],
  ['mn', /[ae][mn](?![aeiouymn])/g, 'A'],
  ['mn', /[iy][mn](?![aeiouymn])/g, 'I'],
  ['mn', /o[mn](?![aeiouymn])/g, 'O'],
  ['g', /gn/g, 'N'],
  ['h', /sch|ch|sh/g, 'S'],
  ['qk', /qu|q|ck|k/g, 'k'],
  ['c', /c/g, 'k'],
  ['i', /[sz]ion/g, 'sO'],
  ['t', /ti(?=[oO])/g, 's'],
  ['x', /x/g, 'ks'],
  ['z', /z/g, 's'],
  ['y', /y/g, 'i'],
  ['h', /h/g, ''],
]

/** The sound key of one folded word, remembered for the words that the memory keeps; never empty for a word with letters. */
export const phonetic = remembering((word) => {
  let sound = word
  for (const [letters, pattern, replacement] of rules)
    for (let at = 0; at < letters.length; at++)
      if (sound.includes(letters[at] as string)) {
        sound = sound.replace(pattern, replacement)
        break
      }
  sound = silence(silence(once(sound), endings), inflections)
  return sound === '' ? word : sound
})

/** Silent endings, longer ones before those that they end in, and what may stand before them. */
const endings = ['ent', 'es', 'er', 'ez', 'et', 'e', 's', 't', 'd', 'p']
const inflections = ['es', 'e', 's', 't', 'd', 'p']

function silence(sound: string, silent: readonly string[]): string {
  for (const ending of silent) if (sound.endsWith(ending)) return sound.slice(0, -ending.length)
  return sound
}

/** Letters that follow themselves, once. */
function once(sound: string): string {
  let kept = ''
  for (let at = 0; at < sound.length; at++) if (sound[at] !== sound[at - 1]) kept += sound[at]
  return kept
}
