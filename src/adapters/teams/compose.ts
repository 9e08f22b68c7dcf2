import type { InvokeResponse } from 'botbuilder'
import { z } from 'zod'
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
const longestQuery = 1000
const previewLength = 120

/** The name of the message extension's one parameter, here and in the manifest. */
export const queryParameter = 'question'

/** Answers a search typed in the compose box: cards to insert, each with its preview. */
export async function toComposeResult(
  value: unknown,
  search: SearchAnywhere,
  { labels, caveatLabel }: { labels: CardLabels; caveatLabel: string },
): Promise<InvokeResponse> {
  const query = Query.safeParse(value ?? {})
  if (!query.success) return { status: 400 }
  const { parameters, queryOptions } = query.data
  // Only a client that read the manifest names the parameter.
  const typed = parameters.find(({ name }) => name === queryParameter || name === undefined)?.value
  const words = typeof typed === 'string' ? typed.slice(0, longestQuery) : ''
  const { urgent, answers } = await search(words, queryOptions.skip, queryOptions.count)
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
