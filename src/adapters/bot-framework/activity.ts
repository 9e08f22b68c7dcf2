import {
  ActionTypes,
  type Activity,
  ActivityTypes,
  type CardAction,
  InputHints,
  TextFormatTypes,
} from 'botbuilder'
import type { Citation, Option, Reply } from '../../core/dialogue/turn.ts'

const nameLimit = 80
const abstractLimit = 160
const mostCitations = 20

/** A reply as an activity: text, buttons, native citations, and for our own widget the reply's parts. */
export function toActivity(reply: Reply): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    text: reply.text,
    textFormat: TextFormatTypes.Markdown,
    locale: 'fr-FR',
    inputHint: InputHints.AcceptingInput,
    entities: [toMessageEntity('citations' in reply ? reply.citations : [])],
    channelData: { assistant: reply },
    ...(reply.options.length > 0 && { suggestedActions: { to: [], actions: reply.options.map(toAction) } }),
  }
}

function toAction({ label, value }: Option): CardAction {
  return {
    type: ActionTypes.MessageBack,
    title: label,
    text: label,
    displayText: label,
    value: { choice: value },
  }
}

/** The schema.org entity that Teams and Web Chat read citations from. */
export function toMessageEntity(citations: readonly Citation[]) {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    citation: citations.slice(0, mostCitations).map(({ number, label }) => ({
      '@type': 'Claim',
      position: number,
      appearance: {
        '@type': 'DigitalDocument',
        name: cut(`[${number}] ${label}`, nameLimit),
        abstract: cut(label, abstractLimit),
      },
    })),
  }
}

const cut = (text: string, limit: number) => (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`)
