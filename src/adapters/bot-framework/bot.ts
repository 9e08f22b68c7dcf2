import {
  type Activity,
  ActivityHandler,
  ActivityTypes,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder'
import { type ConversationState, emptyState, type Reply } from '../../core/dialogue/turn.ts'
import type { Answering, Screening } from '../answering.ts'
import type { Log } from '../log.ts'
import { channelName } from '../scope.ts'
import { StaleStateError, type StateStore } from '../storage/state-store.ts'
import { createInstalls } from './installs.ts'
import { refuseInvoke } from './refusal.ts'
import { toTurn } from './turn.ts'

/** A reply as an activity, in the form of the channel and the conversation where `to` came from. */
export type Render = (reply: Reply, to: Pick<Activity, 'channelId' | 'conversation'>) => Partial<Activity>

/** What a channel offers beyond messages. */
export type Extras = {
  /** Screens and answers an invoke, or null when it is none of ours: the protocol's 501. */
  invoke(context: TurnContext): Promise<InvokeResponse | null>
  /** Told of each reply sent, with the id the channel gave it. */
  sent(activity: Activity, id: string, reply: Reply): void
}

export type BotParts = {
  assistant: Answering
  screen: Screening
  store: StateStore
  log: Log
  render: Render
  extras?: Extras
}

/** Answered or screened by their own handlers. */
const screened = new Set<string>([ActivityTypes.Message, ActivityTypes.MessageUpdate, ActivityTypes.Invoke])

class Bot extends ActivityHandler {
  readonly #invoke: Extras['invoke']

  constructor(invoke: Extras['invoke']) {
    super()
    this.#invoke = invoke
  }

  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    return (await this.#invoke(context)) ?? refuseInvoke(context.activity) ?? super.onInvokeActivity(context)
  }
}

/** The one bot of all channels: it welcomes, and answers messages and edited messages. */
export function createBot({ assistant, screen, store, log, render, extras }: BotParts): ActivityHandler {
  const bot = new Bot(async (context) => {
    const response = (await extras?.invoke(context)) ?? null
    if (!response) await heed(context)
    return response
  })
  const installs = createInstalls(store, log)

  const answer = async (context: TurnContext) => {
    const { activity } = context
    const key = stateKey(activity)
    const { reply, state } = await assistant.reply(toTurn(activity), await readState(key))
    // Before it is sent: who answers at once finds the state of what they answer.
    await writeState(key, state, reply)
    const sent = await context.sendActivity(render(reply, activity))
    if (sent?.id) extras?.sent(activity, sent.id, reply)
    log.info(
      {
        channel: channelName(activity.channelId),
        kind: reply.kind,
        topic: 'topic' in reply ? reply.topic : undefined,
      },
      'turn',
    )
  }
  /** Answers an activity that asks nothing where its words tell of an emergency. */
  const heed = async (context: TurnContext) => {
    const { text, also } = toTurn(context.activity)
    if ((text || also) && (await screen(text, also))) await answer(context)
  }
  const welcome = async (context: TurnContext) => {
    await context.sendActivity(render(assistant.welcome(), context.activity))
  }

  // A store that is down must not silence anyone: the turn goes on without memory.
  const readState = async (key: string): Promise<ConversationState> => {
    try {
      return (await store.read(key)) ?? emptyState
    } catch (err) {
      log.error({ err }, 'state not read')
      return emptyState
    }
  }
  const writeState = async (key: string, state: ConversationState, reply: Reply) => {
    try {
      if (reply.kind === 'smalltalk' && reply.intent === 'forget') await store.delete(key)
      else await store.write(key, state)
    } catch (err) {
      if (err instanceof StaleStateError && reply.kind === 'urgent') return insist(key, state)
      log.error({ err }, 'state not written')
    }
  }

  /** What follows an urgent reply leans on it, whatever else was said at the same moment: its state is the one to keep. */
  const insist = async (key: string, state: ConversationState) => {
    try {
      await store.read(key)
      await store.write(key, state)
    } catch (err) {
      log.error({ err }, 'state not written')
    }
  }

  bot.onTurn(async (context, next) => {
    if (!screened.has(context.activity.type)) await heed(context)
    await next()
  })
  bot.onMessage(answer)
  bot.onMessageUpdate(async (context) => {
    // Teams also tells of a message taken back and put back as it was: that one was answered already.
    if (context.activity.channelData?.eventType !== 'undeleteMessage') await answer(context)
  })
  bot.onMembersAdded(async (context) => {
    const { membersAdded = [], recipient, channelId } = context.activity
    const botJoins = membersAdded.some(({ id }) => id === recipient.id)
    if (channelId === 'msteams') {
      if (botJoins && (await installs.claim(context))) await welcome(context)
    } else if (channelId === 'emulator' || membersAdded.some(({ id }) => id !== recipient.id))
      await welcome(context)
  })
  bot.onMembersRemoved(async (context) => {
    const { membersRemoved = [], recipient } = context.activity
    if (membersRemoved.some(({ id }) => id === recipient.id)) await installs.release(context)
  })
  bot.onInstallationUpdate(async (context) => {
    const { action } = context.activity
    if (action === 'add' && (await installs.claim(context))) await welcome(context)
    if (action === 'remove') await installs.release(context)
  })
  return bot
}

/** One person in one conversation: people in a group chat do not share a dialogue. */
function stateKey({ channelId, conversation, from }: Activity): string {
  return [channelId, conversation?.id ?? '', from?.id ?? ''].join('|')
}
