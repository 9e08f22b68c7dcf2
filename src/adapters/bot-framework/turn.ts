import { type Activity, TurnContext } from 'botbuilder'
import type { Turn } from '../../core/dialogue/turn.ts'

const longestText = 20_000

/** A Bot Framework activity as a turn: the bot's own mention taken out, a button's value read, card fields as text. */
export function toTurn(activity: Partial<Activity>): Turn {
  const choice = readChoiceValue(activity.value)
  const typed = withoutMention(activity)
  const fields = choice === undefined ? fieldTexts(activity.value) : []
  const text = [typed, ...fields].join(' ').slice(0, longestText).trim()
  // A pressed button repeats its label as text: the value alone says what was meant, the label is still screened.
  return choice === undefined ? { text } : { text, choice }
}

function withoutMention(activity: Partial<Activity>): string {
  if (typeof activity.text !== 'string') return ''
  if (!activity.recipient || !Array.isArray(activity.entities)) return activity.text
  return TurnContext.removeRecipientMention({ ...activity } as Activity) ?? activity.text
}

function readChoiceValue(value: unknown): string | undefined {
  const given = typeof value === 'object' && value !== null && 'choice' in value ? value.choice : undefined
  return typeof given === 'string' ? given : undefined
}

function fieldTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).filter((field): field is string => typeof field === 'string')
}
