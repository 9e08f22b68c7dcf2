import type { ConversationState } from '../../core/dialogue/turn.ts'
import { currentScope } from '../scope.ts'

/** Where conversation states live between two turns. States hold ids and counts only. */
export type StateStore = {
  read(key: string): Promise<ConversationState | null>
  write(key: string, state: ConversationState): Promise<void>
  /** Rejects when it can't be done now; what is shared is then deleted later. */
  delete(key: string): Promise<void>
}

export type MemoryOptions = { lifetimeMs: number; capacity: number; now: () => number }

/** Another message of the same conversation was answered in the meantime: its state stands. */
export class StaleStateError extends Error {
  override name = 'StaleStateError'
  readonly code = 'STALE_STATE'

  constructor() {
    super('the conversation went on elsewhere')
  }
}

type Kept = { state: ConversationState | null; version: string; until: number }

/**
 * States in memory, forgotten after their lifetime without use, oldest first when full. Within one request a state is
 * written only over the version that this request read: what was deleted meanwhile stays deleted.
 */
export function createMemoryStore({ lifetimeMs, capacity, now }: MemoryOptions): StateStore {
  const kept = new Map<string, Kept>()
  let last = 0
  const find = (key: string): Kept | null => {
    const entry = kept.get(key)
    if (!entry || entry.until > now()) return entry ?? null
    kept.delete(key)
    return null
  }
  const keep = (key: string, state: ConversationState | null): string => {
    const version = String(++last)
    kept.delete(key)
    kept.set(key, { state, version, until: now() + lifetimeMs })
    for (const [oldest, { until }] of kept) {
      if (kept.size <= capacity && until > now()) break
      kept.delete(oldest)
    }
    return version
  }
  return {
    async read(key) {
      const entry = find(key)
      currentScope()?.versions.set(key, entry?.version ?? null)
      return entry?.state ?? null
    },
    async write(key, state) {
      const versions = currentScope()?.versions
      if (versions?.has(key) && versions.get(key) !== (find(key)?.version ?? null))
        throw new StaleStateError()
      const version = keep(key, state)
      versions?.set(key, version)
    },
    async delete(key) {
      // An empty entry, so that a turn still under way finds another version than it read.
      keep(key, null)
    },
  }
}
