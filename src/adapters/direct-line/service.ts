import { randomBytes } from 'node:crypto'
import type { Activity, ChannelAccount } from 'botbuilder'
import { z } from 'zod'
import type { Log } from '../log.ts'
import type { ActivitySet, Conversations, Listener } from './conversations.ts'
import { DirectLineError } from './error.ts'
import type { Exchange } from './exchange.ts'
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
const Incoming = z.looseObject({
  type: z.enum(['message', 'event', 'typing', 'endOfConversation', 'invoke']),
  text: z.string().max(100_000).optional(),
})

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
  const existing = (ticket: Ticket, conversation: string) => {
    if (ticket.conversation !== conversation)
      throw new DirectLineError(403, 'BadArgument', 'The token is for another conversation')
    if (!conversations.has(conversation))
      throw new DirectLineError(404, 'BadArgument', 'No such conversation')
  }
  const envelope = (ticket: Ticket, activity: Partial<Activity>): Partial<Activity> => ({
    ...activity,
    channelId: 'directline',
    serviceUrl: 'urn:directline:embedded',
    conversation: { id: ticket.conversation } as Activity['conversation'],
    from: { id: ticket.user, name: '', role: 'user' },
    recipient: bot,
  })
  const open = async (ticket: Ticket, streamUrl: (stream: string) => string): Promise<Opened> => ({
    conversationId: ticket.conversation,
    token: await tokens.issue(ticket),
    expires_in: tokenLifetime,
    streamUrl: streamUrl(await tokens.issueStream(ticket)),
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
    async start(authorization: string | undefined, streamUrl: (ticket: Ticket, stream: string) => string) {
      const ticket = await ticketOf(authorization)
      const isNew = !conversations.has(ticket.conversation)
      if (isNew) {
        conversations.create(ticket.conversation)
        const members = [
          { id: bot.id, name: bot.name },
          { id: ticket.user, name: '' },
        ] as ChannelAccount[]
        await run(envelope(ticket, { type: 'conversationUpdate', membersAdded: members }))
      }
      return { isNew, opened: await open(ticket, (stream) => streamUrl(ticket, stream)) }
    },
    async reconnect(
      authorization: string | undefined,
      conversation: string,
      streamUrl: (ticket: Ticket, stream: string) => string,
    ) {
      const ticket = await ticketOf(authorization)
      existing(ticket, conversation)
      return open(ticket, (stream) => streamUrl(ticket, stream))
    },
    async poll(
      authorization: string | undefined,
      conversation: string,
      watermark: string | null,
    ): Promise<ActivitySet> {
      existing(await ticketOf(authorization), conversation)
      return conversations.since(conversation, watermark)
    },
    /** Files are refused, once the caller is known to be in the conversation. */
    async upload(authorization: string | undefined, conversation: string): Promise<never> {
      existing(await ticketOf(authorization), conversation)
      throw new DirectLineError(400, 'BadArgument', 'This assistant takes no files')
    },
    async post(
      authorization: string | undefined,
      conversation: string,
      body: unknown,
    ): Promise<{ id: string }> {
      const ticket = await ticketOf(authorization)
      existing(ticket, conversation)
      const read = Incoming.safeParse(body)
      if (!read.success)
        throw new DirectLineError(400, 'MissingProperty', 'Send an activity with a known "type"')
      const activity = envelope(ticket, read.data as Partial<Activity>)
      const sent = conversations.append(conversation, activity)
      await run({ ...activity, id: sent })
      return { id: sent }
    },
    /** For a stream request: the ticket its token opens. */
    async streamTicket(token: string, conversation: string): Promise<Ticket> {
      const ticket = await tokens.readStream(token)
      if (ticket === 'expired') throw new DirectLineError(403, 'TokenExpired', 'Stream token has expired')
      if (ticket === 'malformed') throw new DirectLineError(401, 'BadArgument', 'This is no stream token')
      existing(ticket, conversation)
      return ticket
    },
    stream(conversation: string, watermark: string | null, listener: Listener): () => void {
      const stop = conversations.listen(conversation, listener)
      const missed = conversations.since(conversation, watermark)
      if (missed.activities.length > 0) listener(missed)
      return stop
    },
    /** What the bot says goes into the conversation's log. */
    deliver(conversation: string, activity: Partial<Activity>): string {
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
