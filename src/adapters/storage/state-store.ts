import type { ConversationState } from '../../core/dialogue/turn.ts'

/** Where conversation states live between two turns. States hold ids and counts only. */
export type StateStore = {
  read(key: string): Promise<ConversationState | null>
  write(key: string, state: ConversationState): Promise<void>
  /** Rejects when it can't be done now; what is shared is then deleted later. */
  delete(key: string): Promise<void>
}

export type MemoryOptions = { lifetimeMs: number; capacity: number; now: () => number }

/** States in memory, forgotten after their lifetime without use, oldest first when full. */
export function createMemoryStore({ lifetimeMs, capacity, now }: MemoryOptions): StateStore {
  const kept = new Map<string, { state: ConversationState; until: number }>()
  return {
    async read(key) {
      const entry = kept.get(key)
      if (!entry) return null
      if (entry.until > now()) return entry.state
      kept.delete(key)
      return null
    },
    async write(key, state) {
      kept.delete(key)
      kept.set(key, { state, until: now() + lifetimeMs })
      for (const [oldest, { until }] of kept) {
        if (kept.size <= capacity && until > now()) break
        kept.delete(oldest)
      }
    },
    async delete(key) {
      kept.delete(key)
    },
  }
}
