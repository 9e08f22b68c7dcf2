import communes from '@etalab/decoupage-administratif/data/communes.json' with { type: 'json' }
import departements from '@etalab/decoupage-administratif/data/departements.json' with { type: 'json' }
import frenchWords from 'an-array-of-french-words' with { type: 'json' }
import { fold } from '../../core/language/fold.ts'

let french: Set<string> | null = null
/** More than half of the words are folded as they stand. */
const plain = /^[a-z]+$/

/** Every word that is no misspelling: the French word list, and the names of French places. */
export function loadFrenchWords(): Set<string> {
  if (french) return french
  const words = new Set((frenchWords as string[]).map((word) => (plain.test(word) ? word : fold(word))))
  for (const { nom } of [...communes, ...departements] as { nom: string }[])
    for (const word of fold(nom).match(/\p{L}{4,}/gu) ?? []) words.add(word)
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
