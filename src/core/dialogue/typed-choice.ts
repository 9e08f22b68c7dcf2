import { fold } from '../language/fold.ts'
import { words } from '../language/tokens.ts'
import type { Option } from './turn.ts'

const ordinals: Record<string, number> = {
  premier: 0,
  premiere: 0,
  '1er': 0,
  '1ere': 0,
  second: 1,
  seconde: 1,
  deuxieme: 1,
  '2eme': 1,
  '2e': 1,
  troisieme: 2,
  '3eme': 2,
  '3e': 2,
  quatrieme: 3,
  cinquieme: 4,
  un: 0,
  une: 0,
  deux: 1,
  trois: 2,
  quatre: 3,
  cinq: 4,
}
const filler = new Set([
  'le',
  'la',
  'les',
  'l',
  'numero',
  'option',
  'choix',
  'celui',
  'celle',
  'ci',
  'reponse',
  'question',
  'plutot',
  'je',
  'veux',
  'prends',
  'choisis',
  'svp',
  'stp',
  'oui',
  'n',
  'no',
  'proposition',
])

/** A label typed without its accents, dots and marks is shorter or longer by a few letters. */
const slack = 12

const plain = (text: string) =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The option a person means by typing « 2 », « la première », « le dernier » or the label itself; null for anything else. */
export function readTypedChoice(text: string, offered: readonly Option[]): Option | null {
  if (offered.length === 0 || text.length > 120) return null
  const folded = plain(text)
  // Folding costs more than the rest of the turn would: only a label about as long can be the same.
  const named = offered.find(
    ({ label }) => Math.abs(label.length - text.length) <= slack && plain(label) === folded,
  )
  if (named) return named
  const said = (folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !filler.has(word))
  if (said.length !== 1) return byLabelWords(text, offered)
  const [word = ''] = said
  if (word === 'dernier' || word === 'derniere') return offered.at(-1) ?? null
  const at = /^[1-9]$/.test(word) ? Number(word) - 1 : ordinals[word]
  return (at === undefined ? null : offered[at]) ?? byLabelWords(text, offered)
}

const longestNaming = 60

// « plutôt les fruits »: words that stand in one label only, when nothing else is said.
function byLabelWords(text: string, offered: readonly Option[]): Option | null {
  if (text.length > longestNaming) return null
  const said = words(text).filter((word) => word.length > 3 && !filler.has(word))
  if (said.length === 0 || said.length > 3) return null
  const holders = offered.filter(({ label }) => said.every((word) => words(label).includes(word)))
  return holders.length === 1 ? (holders[0] ?? null) : null
}
