import type { Knowledge } from '../knowledge/knowledge.ts'
import { fold } from '../language/fold.ts'
import { words } from '../language/tokens.ts'
import { type Choice, readChoice, toOptions } from './options.ts'
import type { ConversationState, Option } from './turn.ts'

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
}
const cardinals: Record<string, number> = { un: 0, une: 0, deux: 1, trois: 2, quatre: 3, cinq: 4 }
/** What an option may be called: « la réponse deux » is one of them, « une réponse » is not. */
const names = ['numero', 'n', 'no', 'option', 'choix', 'reponse', 'question', 'proposition']
const before = new Set([...names, 'le', 'la', 'l'])
/** Without them in the label too, these say the opposite of it, or nothing: « pas la piscine ». */
const negations = new Set(['pas', 'ni', 'ne', 'n', 'sauf', 'jamais', 'aucun', 'aucune', 'rien'])
const filler = new Set([
  ...names,
  'le',
  'la',
  'l',
  'celui',
  'celle',
  'ci',
  'plutot',
  'je',
  'veux',
  'prends',
  'choisis',
  'svp',
  'stp',
  'oui',
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

/** Whether a folded word tells of a subject: no grammar word, none that asks, no light one such as « autre ». */
export type CarriesSubject = (word: string) => boolean

/** Whether a text is the label of an option, and nothing else. */
export function isLabel(text: string, offered: readonly Option[]): boolean {
  if (text.length > longest) return false
  const folded = plain(text)
  return offered.some(({ label }) => readLabel(label).plain === folded)
}

/** The option a person means by typing « 2 », « la première », « le dernier » or the label itself; null for anything else. */
export function readTypedChoice(
  text: string,
  offered: readonly Option[],
  carriesSubject: CarriesSubject,
): Option | null {
  if (offered.length === 0 || text.length > longest) return null
  const folded = plain(text)
  const named = offered.find(({ label }) => readLabel(label).plain === folded) ?? denied(folded, offered)
  if (named) return named
  const all = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  const said = all.filter((word) => !filler.has(word))
  const [word = ''] = said
  if (said.length !== 1) return byLabelWords(text, offered, carriesSubject)
  if (word === 'dernier' || word === 'derniere') return offered.at(-1) ?? null
  const at = ordinals[word] ?? cardinal(word, all)
  return (at === undefined ? null : offered[at]) ?? byLabelWords(text, offered, carriesSubject)
}

/** What a person chooses by typing, of what was offered last; `starters`: of what a welcome offers. */
export function readTyped(
  text: string,
  { passage, offered }: ConversationState,
  { knowledge, carriesSubject }: { knowledge: Knowledge; carriesSubject: CarriesSubject },
  starters: readonly Choice[],
): Choice | null {
  // A welcome writes no state: where none was left, its choices are what stands above the message.
  const isNew = passage === null && offered.length === 0
  const choices = offered.map(readChoice).filter((choice) => choice !== null)
  const option = isNew
    ? readPlace(text, toOptions(starters, knowledge))
    : readTypedChoice(text, toOptions(choices, knowledge), carriesSubject)
  return option && readChoice(option.value)
}

/** A number names an option; before the word for one it counts them, and « une » is an article. */
function cardinal(word: string, all: readonly string[]): number | undefined {
  const at = all.indexOf(word)
  const [last, following] = [all[at - 1] ?? '', all[at + 1] ?? '']
  if (names.includes(following)) return undefined
  if ((word === 'un' || word === 'une') && all.length > 1 && !before.has(last)) return undefined
  return /^[1-9]$/.test(word) ? Number(word) - 1 : cardinals[word]
}

/** « C'est pas mon cas » is the button to go on after the urgent reply, as people say it: its first words, or their end. */
function denied(folded: string, offered: readonly Option[]): Option | undefined {
  const said = spoken(folded)
  if (!said.split(' ').some((word) => negations.has(word))) return undefined
  return offered.find(({ label, value }) => {
    const [denial = ''] = label.split(',')
    return value.startsWith('continue:') && ` ${spoken(plain(denial))}`.endsWith(` ${said}`)
  })
}

/** Without what speech leaves out, and the courtesy around it. */
const spoken = (folded: string) =>
  folded
    .replace(/\b(?:non|merci|mais|svp|stp|ne|n)\b/g, ' ')
    .replace(/\bc\b/g, 'ce')
    .trim()
    .replace(/ +/g, ' ')

/**
 * The option of a welcome, which stands above the first message whatever it is: only a place that ends it chooses one, such as
 * « 2 » or « le dernier ». What has words of a label may as well be a question or a greeting.
 */
export function readPlace(text: string, offered: readonly Option[]): Option | null {
  if (text.length > longest) return null
  const all = plain(text).split(' ')
  const [word = '', ...others] = all.filter((said) => !filler.has(said))
  if (others.length > 0 || word !== all.at(-1)) return null
  if (word === 'dernier' || word === 'derniere') return offered.at(-1) ?? null
  const at = /^[1-9]$/.test(word) ? Number(word) - 1 : ordinals[word]
  return (at === undefined ? null : offered[at]) ?? null
}

// « plutôt les fruits »: words that stand in one label only, when nothing else is said.
function byLabelWords(
  text: string,
  offered: readonly Option[],
  carriesSubject: CarriesSubject,
): Option | null {
  const said = words(text).filter((word) => negations.has(word) || (word.length > 3 && !filler.has(word)))
  if (said.length > 3 || !said.some((word) => word.length > 3 && carriesSubject(word))) return null
  const holders = offered.filter(({ label }) => said.every((word) => readLabel(label).words.has(word)))
  return holders.length === 1 ? (holders[0] ?? null) : null
}
