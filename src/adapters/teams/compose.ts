import type { Activity, InvokeResponse } from 'botbuilder'
import { z } from 'zod'
import { refuseValue } from '../bot-framework/refusal.ts'
import { wordsWithin } from '../bot-framework/turn.ts'
import { attach, bare, type Card, toAnswerCard, toUrgentCard } from './cards.ts'
import type { CardLabels } from './content.ts'
import type { SearchAnywhere } from './search.ts'

const Query = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string().optional(), value: z.unknown() })).default([]),
  queryOptions: z
    .looseObject({
      skip: z.number().int().min(0).max(1000).default(0),
      count: z.number().int().min(1).max(25).default(10),
    })
    .default({ skip: 0, count: 10 }),
})
const previewLength = 120

/** What is said on the cards beside the answers. */
export type Wording = { cards: CardLabels; caveatLabel: string }

/** The name of the message extension's one parameter, here and in the manifest. */
export const queryParameter = 'question'

/** Answers a search typed in the compose box: cards to insert, each with its preview. Screened whole, of whatever shape it is. */
export async function toComposeResult(
  activity: Partial<Activity>,
  search: SearchAnywhere,
  { cards: labels, caveatLabel }: Wording,
): Promise<InvokeResponse> {
  const query = Query.safeParse(activity.value ?? {})
  const { words, skip, count } = query.success ? toSearch(query.data) : { words: '', skip: 0, count: 0 }
  const { urgent, answers } = await search(words, skip, count, wordsWithin(activity.value))
  if (!query.success && !urgent) return refuseValue(activity)
  const found = [
    ...(urgent
      ? [withPreview(toUrgentCard(urgent, labels, false), firstLine(urgent.text), rest(urgent.text))]
      : []),
    ...answers.map((reply) =>
      withPreview(toAnswerCard(reply, caveatLabel, labels), reply.question, shorten(reply.body)),
    ),
  ]
  const composeExtension =
    found.length > 0
      ? { type: 'result', attachmentLayout: 'list', attachments: found }
      : { type: 'message', text: labels.nothing }
  return { status: 200, body: { composeExtension } }
}

function toSearch({ parameters, queryOptions }: z.infer<typeof Query>) {
  // Only a client that read the manifest names the parameter.
  const typed = parameters.find(({ name }) => name === queryParameter || name === undefined)?.value
  return { words: typeof typed === 'string' ? typed : '', ...queryOptions }
}

function withPreview(card: Card, title: string, text: string) {
  return {
    ...attach(card),
    preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title, text } },
  }
}

const firstLine = (text: string) => bare(text.split('\n')[0] ?? '')
const rest = (text: string) => shorten(text.split('\n').slice(1).join(' ').trim())
const shorten = (text: string) => {
  const plain = bare(text)
  return plain.length <= previewLength ? plain : `${plain.slice(0, previewLength - 1)}…`
}
