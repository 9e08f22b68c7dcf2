import type { Config } from '../../config.ts'
import { createFileSink } from '../journal/file-sink.ts'
import { createJournal, type Journal } from '../journal/journal.ts'
import { createRedisSink } from '../journal/redis-sink.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { openRedis, type SharedRedis } from '../storage/redis.ts'
import { createRedisStore } from '../storage/redis-store.ts'
import { createMemoryStore, type StateStore } from '../storage/state-store.ts'

export type SharedParts = {
  redis: SharedRedis | null
  store: StateStore
  journal: Journal
  /** Writes what the journal still holds and leaves Redis. */
  close(): Promise<void>
}

const hour = 3_600_000
const flushMs = 10_000

/** What replicas share when Redis is configured, and what one process keeps by itself when it is not. */
export function openSharedParts({ redisUrl, journalFile }: Config, log: Log, metrics: Metrics): SharedParts {
  const redis = redisUrl ? openRedis(redisUrl, log, metrics.redis) : null
  const store = redis
    ? createRedisStore(redis.client, hour)
    : createMemoryStore({ lifetimeMs: hour, capacity: 100_000, now: Date.now })
  const sink = redis
    ? createRedisSink(redis.client, Date.now)
    : journalFile
      ? createFileSink(journalFile, Date.now)
      : { add: async () => {}, read: async () => ({}) }
  const journal = createJournal(sink, Date.now)
  const flush = () =>
    journal.flush().catch((err) => log.error({ err }, 'journal not written, kept for later'))
  const timer = setInterval(flush, flushMs)
  timer.unref()
  return {
    redis,
    store,
    journal,
    async close() {
      clearInterval(timer)
      await flush()
      await redis?.close()
    },
  }
}
