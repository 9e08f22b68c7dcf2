import { createRequire } from 'node:module'
import { fold } from '../../core/language/fold.ts'

// Only who learns reads the lists: what is kept spares the start their parsing.
const require = createRequire(import.meta.url)
let french: Set<string> | null = null
/** More than half of the words are folded as they stand. */
const plain = /^[a-z]+$/

/** Every word that is no misspelling: the French word list, and the names of French places. */
export function loadFrenchWords(): Set<string> {
  if (french) return french
  const list: string[] = require('an-array-of-french-words')
  const words = new Set(list.map((word) => (plain.test(word) ? word : fold(word))))
  const places: { nom: string }[] = ['communes', 'departements'].flatMap((name) =>
    require(`@etalab/decoupage-administratif/data/${name}.json`),
  )
  for (const { nom } of places) for (const word of fold(nom).match(/\p{L}{4,}/gu) ?? []) words.add(word)
  for (const word of countryWords()) words.add(word)
  french = words
  return words
}

/** The words of the countries' French names, from the runtime's own tables. */
function countryWords(): string[] {
  const names = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  return codes.flatMap((code) => fold(names.of(code) ?? '').match(/\p{L}{4,}/gu) ?? [])
}
