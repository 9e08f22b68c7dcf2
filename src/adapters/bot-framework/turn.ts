import type { Activity } from 'botbuilder'
import type { Turn } from '../../core/dialogue/turn.ts'
import { apart, withoutMarkup } from './markup.ts'

const longestText = 100_000
// A sign that the cut would part stands whole in what comes after it.
const overlap = 1_000
const deepest = 6

/** A Bot Framework activity as a turn: the bot's own mention taken out, a button's value read, card fields as text. */
export function toTurn(activity: Partial<Activity>): Turn {
  const choice = readChoiceValue(activity.value)
  const { rest, mentions } = withoutMention(activity)
  const typed = withoutMarkup(rest)
  const fields = choice === undefined ? fieldTexts(activity.value) : []
  const whole = [typed.text, ...fields].join(' ')
  const also = [...typed.beside, ...apart(mentions), ...beyond(whole)]
  // A pressed button repeats its label as text: the value alone says what was meant, the label is still screened.
  return {
    text: whole.slice(0, longestText).trim(),
    ...(choice !== undefined && { choice }),
    ...(also.length > 0 && { also }),
  }
}

/** What does not fit in the text is screened all the same. */
const beyond = (whole: string): string[] =>
  whole.length > longestText ? [whole.slice(longestText - overlap)] : []

/** The bot's own mention may stand anywhere, several times; only its entity says which words it is: others than its name are screened. */
function withoutMention({ text, entities, recipient }: Partial<Activity>) {
  if (typeof text !== 'string') return { rest: '', mentions: [] }
  if (!recipient || !Array.isArray(entities)) return { rest: text, mentions: [] }
  const mentions = entities
    .filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)
    .map(({ text: name }): unknown => name)
    .filter((name): name is string => typeof name === 'string' && name !== '')
  const rest = mentions.reduce((left, name) => left.replaceAll(name, ' '), text).trim()
  const words = mentions.map((name) => withoutMarkup(name).text)
  return { rest, mentions: words.filter((name) => name !== recipient.name) }
}

/** A card of ours sends `{ choice }`; Teams may send it as JSON text. */
function readChoiceValue(value: unknown): string | undefined {
  const object = typeof value === 'string' && value.startsWith('{') ? parse(value) : value
  const given =
    typeof object === 'object' && object !== null && 'choice' in object ? object.choice : undefined
  return typeof given === 'string' ? given : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Somebody's own words that begin with a brace: read as text.
    return undefined
  }
}

/** The strings of a card's submit, however deep its fields lie. */
function fieldTexts(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || depth > deepest) return []
  return Object.values(value).flatMap((field) => fieldTexts(field, depth + 1))
}
