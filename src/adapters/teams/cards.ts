import type { Attachment } from 'botbuilder'
import type { AnswerReply, Citation, Option, UrgentReply } from '../../core/dialogue/turn.ts'
import type { CardLabels } from './content.ts'

/** The parts of Adaptive Cards 1.5 that Teams shows and we use. */
export type TextBlock = {
  type: 'TextBlock'
  text: string
  wrap: true
  weight?: 'Bolder'
  size?: 'Medium' | 'Small'
  color?: 'Attention'
  isSubtle?: true
}
export type CardAction =
  | { type: 'Action.Submit'; title: string; data: object }
  | { type: 'Action.OpenUrl'; title: string; url: string }
export type Card = {
  $schema: string
  type: 'AdaptiveCard'
  version: '1.5'
  lang: 'fr'
  fallbackText: string
  body: TextBlock[]
  actions?: CardAction[]
}

/** Teams shows six buttons of a card; the seventh is lost. */
const mostActions = 6

/** Buttons for what can be asked next. */
export function toOptionsCard(options: readonly Option[], title: string, labels: CardLabels): Card {
  return toCard({
    body: [block(title, { size: 'Small', isSubtle: true })],
    actions: options.map(toSubmit),
    fallbackText: fallbackOf(options, labels),
  })
}

/** The emergency numbers to call by one press, and the way back. */
export function toUrgentCard(reply: UrgentReply, labels: CardLabels, withOptions = true): Card {
  const [first = reply.text, ...others] = reply.text.split('\n\n')
  // Beside the message its text has the numbers; alone the card has them: a desktop has no telephone, and Teams opens no `sms:` link.
  const whole = withOptions
    ? []
    : [...others.map((text) => block(text)), ...toSourceBlocks(reply.citations, labels)]
  const calls = reply.calls
    .filter(({ href }) => href.startsWith('tel:'))
    .map(({ label, href }): CardAction => ({ type: 'Action.OpenUrl', title: label, url: href }))
  const options = withOptions ? reply.options : []
  return toCard({
    body: [block(bare(first), { weight: 'Bolder', color: 'Attention' }), ...whole],
    actions: [...calls, ...options.map(toSubmit)],
    fallbackText: [withoutMarks(reply.text), ...(withOptions ? [fallbackOf(options, labels)] : [])].join(
      '\n\n',
    ),
  })
}

/** An answer that stands alone, with its sources: what the message extension inserts. */
export function toAnswerCard(reply: AnswerReply, caveatLabel: string, labels: CardLabels): Card {
  const section = labels.section.replace('{section}', reply.section)
  return toCard({
    body: [
      ...(reply.lead ? [block(reply.lead)] : []),
      block(reply.question, { weight: 'Bolder', size: 'Medium' }),
      block(reply.body),
      ...(reply.caveat ? [block(`${caveatLabel} : ${reply.caveat}`)] : []),
      ...toSourceBlocks(reply.citations, labels),
      block(section, { size: 'Small', isSubtle: true }),
    ],
    fallbackText: withoutMarks(reply.text),
  })
}

/** Every reference by its number. */
export function toSourcesCard(citations: readonly Citation[], labels: CardLabels): Card {
  return toCard({ body: toSourceBlocks(citations, labels), fallbackText: citations.map(toLine).join('\n') })
}

/** A card as Teams takes it. */
export const attach = (card: Card): Attachment => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: card,
})

/** Text without Markdown, for fields that show it raw. */
const withoutMarks = (text: string): string => text.replaceAll('**', '').replace(/^- /gm, '• ')

/** Text alone: no Markdown, no reference numbers. */
export const bare = (text: string): string => withoutMarks(text).replace(/ ?\[\d+\]/g, '')

function toCard({ body, actions = [], fallbackText }: Pick<Card, 'body' | 'fallbackText' | 'actions'>): Card {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    lang: 'fr',
    fallbackText,
    body,
    ...(actions.length > 0 && { actions: actions.slice(0, mostActions) }),
  }
}

/** The value carries the passage's id; the label appears in the conversation as if it had been typed. */
function toSubmit({ label, value }: Option): CardAction {
  const choice = { choice: value }
  return {
    type: 'Action.Submit',
    title: label,
    data: {
      ...choice,
      // Teams documents this value as JSON text, and merges it with the rest of `data`.
      msteams: {
        type: 'messageBack',
        text: label,
        displayText: label,
        value: JSON.stringify(choice),
      },
    },
  }
}

const block = (text: string, style: Partial<TextBlock> = {}): TextBlock => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...style,
})

const toLine = ({ number, label }: Citation) => `[${number}] ${label}`

function toSourceBlocks(citations: readonly Citation[], labels: CardLabels): TextBlock[] {
  if (citations.length === 0) return []
  return [
    block(labels.sources, { weight: 'Bolder', size: 'Small' }),
    ...citations.map((citation) => block(toLine(citation), { size: 'Small' })),
  ]
}

const fallbackOf = (options: readonly Option[], labels: CardLabels) =>
  labels.fallback.replace('{options}', options.map(({ label }) => `« ${label} »`).join(', '))
