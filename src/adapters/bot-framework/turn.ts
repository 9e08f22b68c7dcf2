import type { Activity } from 'botbuilder'
import type { Turn } from '../../core/dialogue/turn.ts'

const longestText = 100_000
const deepest = 6
const entities: Record<string, string> = {
  '&nbsp;': ' ',
  '&#39;': "'",
  '&quot;': '"',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
}

/** A Bot Framework activity as a turn: the bot's own mention taken out, a button's value read, card fields as text. */
export function toTurn(activity: Partial<Activity>): Turn {
  const choice = readChoiceValue(activity.value)
  const typed = withoutMarkup(withoutMention(activity))
  const fields = choice === undefined ? fieldTexts(activity.value) : []
  const text = [typed, ...fields].join(' ').slice(0, longestText).trim()
  // A pressed button repeats its label as text: the value alone says what was meant, the label is still screened.
  return choice === undefined ? { text } : { text, choice }
}

/** The bot's own mention may stand anywhere, several times; only its entity says which words it is. */
function withoutMention({ text, entities, recipient }: Partial<Activity>): string {
  if (typeof text !== 'string') return ''
  if (!recipient || !Array.isArray(entities)) return text
  return entities
    .filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)
    .reduce((rest: string, mention) => {
      const name: unknown = mention.text
      return typeof name === 'string' && name !== '' ? rest.replaceAll(name, ' ') : rest
    }, text)
    .trim()
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

/** Teams sends HTML for some messages: the words alone count. */
function withoutMarkup(text: string): string {
  if (!/<\/?[a-z][^<>]*>|&[#\w]+;/i.test(text)) return text
  return text
    .replace(/<\/?(?:p|div|br|li|blockquote|ul|ol)\b[^<>]{0,500}>/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, '')
    .replace(/&(?:nbsp|#39|quot|amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
}
