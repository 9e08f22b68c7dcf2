import type { Activity } from 'botbuilder'
import type { Turn } from '../../core/dialogue/turn.ts'
import { enclosedIn } from './enclosed.ts'
import { apart, withoutMarkup } from './markup.ts'
import { withoutQuotes } from './quotes.ts'

const longestText = 100_000
// A sign that the cut would part stands whole in what comes after it.
const overlap = 1_000

/** A Bot Framework activity as a turn: the bot's own mention taken out, a button's value read, card fields as text. */
export function toTurn(activity: Partial<Activity>): Turn {
  const choice = readChoiceValue(activity.value)
  const { rest: said, mentions } = withoutMention(activity)
  const { rest, quotes } = withoutQuotes(said)
  const fields = textsWithin(activity.value)
  // A pressed button repeats its label as text: the value alone says what was meant, all words are still screened.
  const read = withoutMarkup([rest, ...(choice === undefined ? fields : [])].join(' '))
  const unread = withoutMarkup(apart([...mentions, ...(choice === undefined ? [] : fields)]))
  const enclosed = wordsWithin([...quotes, ...enclosedIn(activity)])
  const also = [...read.beside, unread.text, ...unread.beside, beyond(read.text), ...enclosed].filter(Boolean)
  return {
    text: read.text.slice(0, longestText).trim(),
    ...(choice !== undefined && { choice }),
    ...(also.length > 0 && { also }),
  }
}

/** What does not fit in the text is screened all the same. */
const beyond = (text: string) => (text.length > longestText ? text.slice(longestText - overlap) : '')

/** The bot's own mention may stand anywhere, several times. Its entity alone says which words it is: what is not its name is screened. */
function withoutMention({ text, entities, recipient }: Partial<Activity>) {
  if (typeof text !== 'string') return { rest: '', mentions: [] }
  if (!recipient || !Array.isArray(entities)) return { rest: text, mentions: [] }
  const mentions = entities
    .filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)
    .map(({ text: name }): unknown => name)
    .filter((name): name is string => typeof name === 'string' && name !== '')
  const rest = mentions.reduce((left, name) => left.replaceAll(name, ' '), text).trim()
  const isName = (name: string) => withoutMarkup(name).text === recipient.name
  return { rest, mentions: mentions.filter((name) => !isName(name)) }
}

/** A card of ours sends `{ choice }`; Teams may send it as JSON text. */
function readChoiceValue(value: unknown): string | undefined {
  const object = typeof value === 'string' ? parse(value) : value
  return carriesChoice(object) ? object.choice : undefined
}

const carriesChoice = (value: unknown): value is { choice: string } =>
  typeof value === 'object' && value !== null && 'choice' in value && typeof value.choice === 'string'

/** What JSON text holds, or undefined for any other text. */
function parse(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // Somebody's own words that begin like JSON: read as text.
    return undefined
  }
}

/** What may be somebody's words in a value, each by itself: nothing that stands beside it makes a sign of it. */
export const wordsWithin = (value: unknown): string[] =>
  textsWithin(value).flatMap((marked) => {
    const { text, beside } = withoutMarkup(marked)
    return [text, ...beside]
  })

/** Teams writes an object as JSON text, which may hold another; who nests deeper makes more text than was sent. */
const mostParsed = 3

/** The strings within a value, however deep, in JSON text too: together no longer than what was sent. */
function textsWithin(value: unknown): string[] {
  const texts: string[] = []
  const waiting: { key: string; part: unknown; parsed: number }[] = [{ key: '', part: value, parsed: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { key, part, parsed } = next
    const isText = typeof part === 'string'
    const inner = isText ? (parsed < mostParsed ? parse(part) : undefined) : part
    const depth = isText ? parsed + 1 : parsed
    if (typeof inner === 'object' && inner !== null)
      for (const [name, within] of Object.entries(inner).reverse())
        waiting.push({ key: name, part: within, parsed: depth })
    else if (isText && !isOurs(key, part)) texts.push(part)
  }
  return texts
}

/** A button's value or a passage's id, which nobody wrote. */
const isOurs = (key: string, text: string) =>
  (key === 'choice' || key === 'passage') && /^[\w-]+[:/][\w:/-]*$/.test(text)
