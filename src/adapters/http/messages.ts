import type { Activity } from 'botbuilder'
import { z } from 'zod'
import { type ActivityFault, toActivityFault } from '../activity-fault.ts'

const short = z.string().max(2048).nullish()
const account = z.looseObject({ id: z.string().max(2048).nullish() }).nullish()
const members = z.array(z.looseObject({ id: z.string().max(2048) })).nullish()
/** What an event tells of, without which nobody could be welcomed or remembered. */
const needed = new Map<string, readonly ('conversation' | 'recipient')[]>([
  ['conversationUpdate', ['conversation', 'recipient']],
  ['installationUpdate', ['conversation']],
])

// The library answers 500 to an activity without a type and reads past what it needs: this says what a caller must send.
const Incoming = z
  .looseObject({
    type: z.string().min(1).max(64),
    id: short,
    text: z.string().max(200_000).nullish(),
    serviceUrl: short,
    deliveryMode: short,
    channelId: z.string().max(256).nullish(),
    conversation: account,
    from: account,
    recipient: account,
    membersAdded: members,
    membersRemoved: members,
    entities: z.array(z.looseObject({ type: z.string().optional() })).nullish(),
  })
  .superRefine((activity, context) => {
    for (const name of needed.get(activity.type) ?? [])
      if ((activity[name]?.id ?? null) === null)
        context.addIssue({ code: 'custom', path: [name, 'id'], message: `is what "${activity.type}" needs` })
  })

/** What is wrong with the shape of a posted activity, or null. */
export function faultOfActivity(body: unknown): ActivityFault | null {
  const read = Incoming.safeParse(body)
  return read.success ? null : toActivityFault(read.error)
}

/** Whether a posted body has the shape of an activity. */
export const isActivity = (body: unknown): body is Partial<Activity> => faultOfActivity(body) === null
