import { randomBytes } from 'node:crypto'
import type { Activity, ChannelAccount } from 'botbuilder'
import type { Log } from '../log.ts'
import {
  type ActivitySet,
  type Conversations,
  type Listener,
  UnknownConversationError,
} from './conversations.ts'
import { DirectLineError } from './error.ts'
import type { Exchange } from './exchange.ts'
import { readIncoming } from './incoming.ts'
import { type Ticket, type Tokens, tokenLifetime } from './tokens.ts'

export type Opened = {
  conversationId: string
  token: string
  expires_in: number
  streamUrl?: string
  /** Address that the token is for, when it is not this server. */
  domain?: string
}
export type ServiceParts = {
  conversations: Conversations
  tokens: Tokens
  log: Log
  /** Hands an activity to the bot; rejects when the bot fails. */
  toBot: (activity: Partial<Activity>) => Promise<void>
  /** Where tokens come from when the conversations are held by the service elsewhere. */
  exchange: Exchange | null
}

const bot = { id: 'assistant-leucopenie', name: 'Assistant Leucopénie', role: 'bot' } as const
/** How a client reaches the stream of a conversation, from a watermark on. */
export type StreamUrl = (ticket: Ticket, stream: string, watermark: string | null) => string

export type DirectLine = ReturnType<typeof createDirectLine>

/** Direct Line 3.0 without the cloud: what each endpoint does, apart from HTTP. */
export function createDirectLine({ conversations, tokens, log, toBot, exchange }: ServiceParts) {
  const id = (size: number) => randomBytes(size).toString('base64url')

  const ticketOf = async (authorization: string | undefined): Promise<Ticket> => {
    const token = authorization?.match(/^Bearer ([\w.-]{1,2000})$/)?.[1]
    if (!token)
      throw new DirectLineError(
        401,
        'MissingProperty',
        'Send a Direct Line token as "Authorization: Bearer …"',
      )
    const ticket = await tokens.read(token)
    if (ticket === 'expired') throw new DirectLineError(403, 'TokenExpired', 'Token has expired')
    if (ticket === 'malformed')
      throw new DirectLineError(401, 'BadArgument', 'This is no token of this service')
    return ticket
  }
  const existing = async (ticket: Ticket, conversation: string) => {
    if (ticket.conversation !== conversation)
      throw new DirectLineError(403, 'BadArgument', 'The token is for another conversation')
    const state = await conversations.stateOf(conversation)
    if (state === 'unknown') throw new DirectLineError(404, 'BadArgument', 'No such conversation')
    return state
  }
  // A conversation may end its life between two steps.
  const orUnknown = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof UnknownConversationError)) throw error
      throw new DirectLineError(404, 'BadArgument', 'No such conversation')
    }
  }
  const envelope = (ticket: Ticket, activity: Partial<Activity>): Partial<Activity> => ({
    ...activity,
    channelId: 'directline',
    serviceUrl: 'urn:directline:embedded',
    conversation: { id: ticket.conversation } as Activity['conversation'],
    from: { id: ticket.user, name: '', role: 'user' },
    recipient: bot,
  })
  const open = async (ticket: Ticket, streamUrl: StreamUrl, watermark: string | null): Promise<Opened> => ({
    conversationId: ticket.conversation,
    token: await tokens.issue(ticket),
    expires_in: tokenLifetime,
    streamUrl: streamUrl(ticket, await tokens.issueStream(ticket), watermark),
  })

  return {
    async generate(): Promise<Opened> {
      if (exchange) return exchange()
      const ticket = { conversation: id(16), user: `dl_${id(16)}` }
      return {
        conversationId: ticket.conversation,
        token: await tokens.issue(ticket),
        expires_in: tokenLifetime,
      }
    },
    async refresh(authorization: string | undefined): Promise<Opened> {
      const ticket = await ticketOf(authorization)
      return {
        conversationId: ticket.conversation,
        token: await tokens.issue(ticket),
        expires_in: tokenLifetime,
      }
    },
    async start(authorization: string | undefined, streamUrl: StreamUrl) {
      const ticket = await ticketOf(authorization)
      const isNew = await conversations.create(ticket.conversation)
      if (isNew) {
        const members = [
          { id: bot.id, name: bot.name },
          { id: ticket.user, name: '' },
        ] as ChannelAccount[]
        await run(envelope(ticket, { type: 'conversationUpdate', membersAdded: members }))
      }
      return { isNew, opened: await open(ticket, streamUrl, null) }
    },
    /** The stream begins at the watermark; without one, with what comes after this request. */
    async reconnect(
      authorization: string | undefined,
      conversation: string,
      streamUrl: StreamUrl,
      watermark: string | null,
    ) {
      const ticket = await ticketOf(authorization)
      await existing(ticket, conversation)
      const from = watermark || (await orUnknown(conversations.since(conversation, null))).watermark
      return open(ticket, streamUrl, from)
    },
    async poll(
      authorization: string | undefined,
      conversation: string,
      watermark: string | null,
    ): Promise<ActivitySet> {
      await existing(await ticketOf(authorization), conversation)
      return orUnknown(conversations.since(conversation, watermark))
    },
    /** Files are refused, once the caller is known to be in the conversation. */
    async upload(authorization: string | undefined, conversation: string): Promise<never> {
      await existing(await ticketOf(authorization), conversation)
      throw new DirectLineError(400, 'BadArgument', 'This assistant takes no files')
    },
    async post(
      authorization: string | undefined,
      conversation: string,
      body: unknown,
    ): Promise<{ id: string }> {
      const ticket = await ticketOf(authorization)
      if ((await existing(ticket, conversation)) === 'ended')
        throw new DirectLineError(400, 'BadArgument', 'The conversation has ended: start another')
      const activity = envelope(ticket, readIncoming(body))
      const sent = await orUnknown(conversations.append(conversation, activity))
      if (activity.type === 'endOfConversation') await conversations.end(conversation)
      await run({ ...activity, id: sent })
      return { id: sent }
    },
    /** For a stream request: the ticket its token opens. */
    async streamTicket(token: string, conversation: string): Promise<Ticket> {
      const ticket = await tokens.readStream(token)
      if (ticket === 'expired') throw new DirectLineError(403, 'TokenExpired', 'Stream token has expired')
      if (ticket === 'malformed') throw new DirectLineError(401, 'BadArgument', 'This is no stream token')
      await existing(ticket, conversation)
      return ticket
    },
    /** Listens from a watermark on. Returns how to stop. Rejects when the conversation is gone. */
    stream: (conversation: string, watermark: string | null, listener: Listener): Promise<() => void> =>
      orUnknown(conversations.listen(conversation, watermark, listener)),
    /** For a client that asks before a sign-in, which this assistant never needs: an id that opens nothing. */
    async session(authorization: string | undefined): Promise<{ sessionId: string }> {
      await ticketOf(authorization)
      return { sessionId: id(16) }
    },
    /** What the bot says goes into the conversation's log. Once it says that it forgot, the log has forgotten too. */
    async deliver(conversation: string, activity: Partial<Activity>): Promise<string> {
      if (saysForgotten(activity)) await conversations.forget(conversation)
      return conversations.append(conversation, {
        ...activity,
        channelId: 'directline',
        from: bot,
        conversation: { id: conversation } as Activity['conversation'],
      })
    },
  }

  async function run(activity: Partial<Activity>): Promise<void> {
    try {
      await toBot(activity)
    } catch (err) {
      log.error({ err }, 'bot rejected an activity')
      throw new DirectLineError(502, 'BotRejectedActivity', 'Failed to send activity: bot returned an error')
    }
  }
}

function saysForgotten({ channelData }: Partial<Activity>): boolean {
  const reply = channelData?.assistant as { kind?: string; intent?: string } | undefined
  return reply?.kind === 'smalltalk' && reply.intent === 'forget'
}
