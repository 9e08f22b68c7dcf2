import type { Activity } from 'botbuilder'
import { z } from 'zod'

// The library answers 500 to an activity without a type and reads past what it needs: this says what a caller must send.
const Incoming = z.looseObject({
  type: z.string().min(1).max(64),
  text: z.string().max(200_000).nullish(),
  channelId: z.string().max(256).nullish(),
  conversation: z.looseObject({ id: z.string().max(2048).optional() }).nullish(),
  from: z.looseObject({ id: z.string().max(2048).optional() }).nullish(),
  entities: z.array(z.looseObject({ type: z.string().optional() })).nullish(),
})

/** Whether a posted body has the shape of an activity. */
export function isActivity(body: unknown): body is Partial<Activity> {
  return Incoming.safeParse(body).success
}
