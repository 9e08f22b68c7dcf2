import type { TurnContext } from 'botbuilder'
import { emptyState } from '../../core/dialogue/turn.ts'
import type { Log } from '../log.ts'
import { StaleStateError, type StateStore } from '../storage/state-store.ts'

/** Remembers who was welcomed, so that the two events of one installation lead to one welcome. */
export type Installs = {
  /** True the first time since the bot came into this conversation. */
  claim(context: TurnContext): Promise<boolean>
  /** The bot left: its next installation is greeted again. */
  release(context: TurnContext): Promise<void>
}

const most = 10_000

/** Both events may arrive in any order, at the same moment, at this process or at another one with the same store. */
export function createInstalls(store: StateStore, log: Log): Installs {
  // The process's own set decides between simultaneous events, before anything is awaited; then the store, which all
  // replicas share, unless it can't be asked.
  const here = new Set<string>()
  return {
    async claim({ activity }) {
      const key = keyOf(activity.channelId, activity.conversation.id)
      if (here.has(key)) return false
      here.add(key)
      for (const oldest of here) {
        if (here.size <= most) break
        here.delete(oldest)
      }
      try {
        const isKnown = (await store.read(key)) !== null
        if (!isKnown) await store.write(key, emptyState)
        here.delete(key)
        return !isKnown
      } catch (err) {
        if (err instanceof StaleStateError) {
          here.delete(key)
          return false
        }
        log.error({ err }, 'welcome not remembered')
      }
      return true
    },
    async release({ activity }) {
      const key = keyOf(activity.channelId, activity.conversation.id)
      here.delete(key)
      try {
        await store.delete(key)
      } catch (err) {
        log.error({ err }, 'welcome not forgotten')
      }
    },
  }
}

const keyOf = (channel: string, conversation: string) => ['welcomed', channel, conversation].join('|')
