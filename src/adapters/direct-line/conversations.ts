import type { Activity } from 'botbuilder'

/** A batch as the protocol sends it. */
export type ActivitySet = { activities: Partial<Activity>[]; watermark: string }
export type Listener = (set: ActivitySet) => void

export type Conversations = {
  has(id: string): boolean
  create(id: string): void
  /** Adds an activity and tells the listener; returns its id. Throws for an unknown conversation. */
  append(id: string, activity: Partial<Activity>): string
  /** What came after a watermark; everything for none. */
  since(id: string, watermark: string | null): ActivitySet
  /** One listener a conversation: a second one replaces the first. Returns how to stop. */
  listen(id: string, listener: Listener): () => void
}

type Kept = { activities: Partial<Activity>[]; dropped: number; listener: Listener | null; until: number }
export type ConversationOptions = { lifetimeMs: number; capacity: number; longest: number; now: () => number }

/** The activities of each conversation, in memory, gone after their lifetime without use. */
export function createConversations({
  lifetimeMs,
  capacity,
  longest,
  now,
}: ConversationOptions): Conversations {
  const all = new Map<string, Kept>()
  const touch = (id: string): Kept => {
    const kept = all.get(id)
    if (!kept || kept.until <= now()) {
      all.delete(id)
      throw new Error(`no conversation ${id}`)
    }
    kept.until = now() + lifetimeMs
    all.delete(id)
    all.set(id, kept)
    return kept
  }
  const end = ({ activities, dropped }: Kept) => dropped + activities.length
  return {
    has(id) {
      const kept = all.get(id)
      return kept !== undefined && kept.until > now()
    },
    create(id) {
      for (const [oldest, { until }] of all) {
        if (all.size < capacity && until > now()) break
        all.delete(oldest)
      }
      all.set(id, { activities: [], dropped: 0, listener: null, until: now() + lifetimeMs })
    },
    append(id, activity) {
      const kept = touch(id)
      const number = end(kept)
      const whole = {
        ...activity,
        id: `${id}|${String(number).padStart(7, '0')}`,
        timestamp: new Date(now()),
      }
      kept.activities.push(whole)
      if (kept.activities.length > longest) {
        kept.activities.shift()
        kept.dropped++
      }
      // Typing is worth telling now, never worth replaying, but it keeps its number so that watermarks stay simple.
      kept.listener?.({ activities: [whole], watermark: String(number + 1) })
      return whole.id
    },
    since(id, watermark) {
      const kept = touch(id)
      const from = watermark && /^\d{1,9}$/.test(watermark) ? Number(watermark) : 0
      const activities = kept.activities
        .slice(Math.max(0, from - kept.dropped))
        .filter(({ type }) => type !== 'typing')
      return { activities, watermark: String(end(kept)) }
    },
    listen(id, listener) {
      const kept = touch(id)
      kept.listener = listener
      return () => {
        if (kept.listener === listener) kept.listener = null
      }
    },
  }
}
