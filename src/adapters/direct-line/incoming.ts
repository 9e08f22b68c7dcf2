import type { Activity } from 'botbuilder'
import { z } from 'zod'
import { toActivityFault } from '../activity-fault.ts'
import { DirectLineError } from './error.ts'

const short = z.string().max(2_000).nullish()
const Incoming = z.looseObject({
  type: z.enum(['message', 'event', 'typing', 'endOfConversation', 'invoke']),
  text: z.string().max(100_000).nullish(),
  name: short,
  locale: short,
  textFormat: short,
  replyToId: short,
  code: short,
  attachments: z
    .array(z.looseObject({ contentType: z.string() }))
    .max(50)
    .nullish(),
  entities: z
    .array(z.looseObject({ type: z.string() }))
    .max(200)
    .nullish(),
})

/** What a client may post. Throws a DirectLineError that names the property which is not of the protocol's shape. */
export function readIncoming(body: unknown): Partial<Activity> {
  const read = Incoming.safeParse(body)
  if (read.success) return read.data as unknown as Partial<Activity>
  const { code, message } = toActivityFault(read.error)
  throw new DirectLineError(400, code, message)
}
