import { type Activity, ActivityHandler, type TurnContext } from 'botbuilder'
import { type Assistant, type ConversationState, emptyState, type Reply } from '../../core/dialogue/turn.ts'
import type { Log } from '../log.ts'
import type { StateStore } from '../storage/state-store.ts'
import { toTurn } from './turn.ts'

export type BotParts = {
  assistant: Assistant
  store: StateStore
  log: Log
  /** How a reply looks on a channel. */
  render: (reply: Reply, channelId: string) => Partial<Activity>
}

/** The one bot of all channels: it welcomes, and answers messages and edited messages. */
export function createBot({ assistant, store, log, render }: BotParts): ActivityHandler {
  const bot = new ActivityHandler()

  const answer = async (context: TurnContext) => {
    const { activity } = context
    const key = stateKey(activity)
    const { reply, state } = assistant.reply(toTurn(activity), await readState(key))
    await context.sendActivity(render(reply, activity.channelId))
    log.info(
      { channel: activity.channelId, kind: reply.kind, topic: 'topic' in reply ? reply.topic : undefined },
      'turn',
    )
    await writeState(key, state, reply)
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
      log.error({ err }, 'state not written')
    }
  }

  bot.onMessage(answer)
  bot.onMessageUpdate(answer)
  bot.onMembersAdded(async (context) => {
    const { membersAdded = [], recipient, channelId } = context.activity
    const isForUs =
      channelId === 'msteams' ||
      channelId === 'emulator' ||
      membersAdded.some(({ id }) => id !== recipient.id)
    const botJoins = membersAdded.some(({ id }) => id === recipient.id)
    if (channelId === 'msteams' ? botJoins : isForUs)
      await context.sendActivity(render(assistant.welcome(), channelId))
  })
  return bot
}

/** One person in one conversation: people in a group chat do not share a dialogue. */
export function stateKey({ channelId, conversation, from }: Activity): string {
  return [channelId, conversation?.id ?? '', from?.id ?? ''].join('|')
}
