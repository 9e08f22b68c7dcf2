import type { InvokeResponse, TurnContext } from 'botbuilder'
import { z } from 'zod'
import { emptyState, type Reply, type UrgentReply } from '../../core/dialogue/turn.ts'
import type { Answering } from '../answering.ts'
import type { Extras, Render } from '../bot-framework/bot.ts'
import { refuseValue } from '../bot-framework/refusal.ts'
import { wordsWithin } from '../bot-framework/turn.ts'
import { toComposeResult, type Wording } from './compose.ts'
import type { SearchAnywhere } from './search.ts'

/** A rating of one reply: what it was about, never what the person wrote beside it. */
export type Feedback = {
  channel: string
  reaction: 'like' | 'dislike'
  kind: Reply['kind'] | null
  passage: string | null
}

export type ExtrasParts = {
  assistant: Answering
  search: SearchAnywhere
  render: Render
  /** What stands on cards, as it is now. */
  wording: () => Wording
  onFeedback: (feedback: Feedback) => void
  /** An emergency was told where a rating or a search was asked for. */
  onUrgent: (reply: UrgentReply) => void
}

const Rating = z.looseObject({
  actionName: z.literal('feedback'),
  actionValue: z.looseObject({
    reaction: z.enum(['like', 'dislike']),
    feedback: z.union([z.string(), z.looseObject({})]).nullish(),
  }),
})
const mostRemembered = 10_000

/** What Teams offers beyond messages: the thumbs under a reply, and the search in the compose box. */
export function createTeamsExtras(parts: ExtrasParts): Extras {
  // Which reply an id stood for, so that a thumb says what it is about. Lost at a restart: then it counts without.
  const sentReplies = new Map<string, Pick<Feedback, 'kind' | 'passage'>>()

  const rate = async (context: TurnContext): Promise<InvokeResponse> => {
    const { value, channelId, conversation, replyToId = '' } = context.activity
    // A cry for help may be written where only a rating was asked for: it meets the same screen first, then is dropped.
    const { text = '' } = context.activity
    const { reply } = await parts.assistant.reply({ text, also: wordsWithin(value) }, emptyState)
    if (reply.kind === 'urgent') {
      parts.onUrgent(reply)
      await context.sendActivity(parts.render(reply, context.activity))
    }
    const rating = Rating.safeParse(value)
    if (!rating.success) return refuseValue(context.activity)
    const { reaction } = rating.data.actionValue
    const rated = sentReplies.get(keyOf(conversation?.id, replyToId)) ?? { kind: null, passage: null }
    parts.onFeedback({ channel: channelId, reaction, ...rated })
    return { status: 200, body: {} }
  }

  const searched: SearchAnywhere = async (...asked) => {
    const found = await parts.search(...asked)
    if (found.urgent) parts.onUrgent(found.urgent)
    return found
  }

  return {
    async invoke(context) {
      switch (context.activity.name) {
        case 'message/submitAction':
          return rate(context)
        case 'composeExtension/query':
          return toComposeResult(context.activity, searched, parts.wording())
        default:
          return null
      }
    },
    sent({ conversation }, id, reply) {
      const passage = reply.kind === 'answer' ? reply.passage : null
      sentReplies.set(keyOf(conversation?.id, id), { kind: reply.kind, passage })
      for (const oldest of sentReplies.keys()) {
        if (sentReplies.size <= mostRemembered) break
        sentReplies.delete(oldest)
      }
    },
  }
}

// A channel's thread adds `;messageid=…` to the conversation's id.
const keyOf = (conversation: string | undefined, id: string) => `${conversation?.split(';')[0]}|${id}`
