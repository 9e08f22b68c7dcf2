import type { Activity } from 'botbuilder'
import {
  type Conversations,
  type Listener,
  toActivityId,
  toNumber,
  UnknownConversationError,
} from './conversations.ts'

type Kept = {
  activities: Partial<Activity>[]
  dropped: number
  listener: Listener | null
  isEnded: boolean
  until: number
}
export type MemoryOptions = {
  lifetimeMs: number
  capacity: number
  longest: number
  now: () => number
  /** Stands in the ids of activities, where another log numbers them too. */
  mark?: string
}

/** The logs in this process's memory, the oldest conversation first when full. */
export function createMemoryConversations({
  lifetimeMs,
  capacity,
  longest,
  now,
  mark = '',
}: MemoryOptions): Conversations {
  const all = new Map<string, Kept>()
  const touch = (id: string): Kept => {
    const kept = all.get(id)
    if (!kept || kept.until <= now()) {
      all.delete(id)
      throw new UnknownConversationError(id)
    }
    kept.until = now() + lifetimeMs
    all.delete(id)
    all.set(id, kept)
    return kept
  }
  const end = ({ activities, dropped }: Kept) => dropped + activities.length
  const after = (kept: Kept, watermark: string | null) => ({
    activities: kept.activities
      .slice(Math.max(0, toNumber(watermark) - kept.dropped))
      .filter(({ type }) => type !== 'typing'),
    watermark: String(end(kept)),
  })
  const stateOf = (id: string) => {
    const kept = all.get(id)
    if (kept === undefined || kept.until <= now()) return 'unknown'
    return kept.isEnded ? 'ended' : 'open'
  }
  return {
    stateOf: async (id) => stateOf(id),
    async create(id) {
      if (stateOf(id) !== 'unknown') return false
      for (const [oldest, { until }] of all) {
        if (all.size < capacity && until > now()) break
        all.delete(oldest)
      }
      all.set(id, { activities: [], dropped: 0, listener: null, isEnded: false, until: now() + lifetimeMs })
      return true
    },
    async append(id, activity) {
      const kept = touch(id)
      const number = end(kept)
      const whole = { ...activity, id: toActivityId(id, number, mark), timestamp: new Date(now()) }
      kept.activities.push(whole)
      if (kept.activities.length > longest) {
        kept.activities.shift()
        kept.dropped++
      }
      // Typing is worth telling now, never worth replaying, but it keeps its number so that watermarks stay simple.
      kept.listener?.receive({ activities: [whole], watermark: String(number + 1) })
      return whole.id
    },
    async since(id, watermark) {
      return after(touch(id), watermark)
    },
    async listen(id, watermark, listener) {
      const kept = touch(id)
      kept.listener?.taken()
      kept.listener = listener
      const missed = after(kept, watermark)
      if (missed.activities.length > 0) listener.receive(missed)
      return () => {
        if (kept.listener === listener) kept.listener = null
      }
    },
    async end(id) {
      touch(id).isEnded = true
    },
    async forget(id) {
      const kept = touch(id)
      kept.dropped = end(kept)
      kept.activities = []
    },
  }
}
