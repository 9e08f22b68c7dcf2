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

const plain = (text: string) =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const longest = 120
const mostRemembered = 1_000
const remembered = new Map<string, { plain: string; words: ReadonlySet<string> }>()

/** A label taken apart, once: labels are content, and the same few are offered again and again. */
function readLabel(label: string) {
  const known = remembered.get(label)
  if (known) return known
  const read = { plain: plain(label), words: new Set(words(label)) }
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(label, read)
  return read
}

/** The option a person means by typing « 2 », « la première », « le dernier » or the label itself; null for anything else. */
export function readTypedChoice(text: string, offered: readonly Option[]): Option | null {
  if (offered.length === 0 || text.length > longest) return null
  const folded = plain(text)
  const named = offered.find(({ label }) => readLabel(label).plain === folded)
  if (named) return named
  const said = (folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !filler.has(word))
  if (said.length !== 1) return byLabelWords(text, offered)
  const [word = ''] = said
  if (word === 'dernier' || word === 'derniere') return offered.at(-1) ?? null
  const at = /^[1-9]$/.test(word) ? Number(word) - 1 : ordinals[word]
  return (at === undefined ? null : offered[at]) ?? byLabelWords(text, offered)
}

// « plutôt les fruits »: words that stand in one label only, when nothing else is said.
function byLabelWords(text: string, offered: readonly Option[]): Option | null {
  const said = words(text).filter((word) => word.length > 3 && !filler.has(word))
  if (said.length === 0 || said.length > 3) return null
  const holders = offered.filter(({ label }) => said.every((word) => readLabel(label).words.has(word)))
  return holders.length === 1 ? (holders[0] ?? null) : null
}
