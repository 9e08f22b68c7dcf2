import { randomBytes } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { Conversations } from '../direct-line/conversations.ts'
import { createMemoryConversations } from '../direct-line/memory-conversations.ts'
import { createRedisConversations } from '../direct-line/redis-conversations.ts'
import { createSharedConversations } from '../direct-line/shared-conversations.ts'
import { createFileSink } from '../journal/file-sink.ts'
import { createJournal, type Journal } from '../journal/journal.ts'
import { createRedisSink } from '../journal/redis-sink.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { SharedRedis } from '../storage/redis.ts'
import { createRedisStore } from '../storage/redis-store.ts'
import { createMemoryStore, type StateStore } from '../storage/state-store.ts'

export type SharedParts = {
  redis: SharedRedis | null
  store: StateStore
  journal: Journal
  /** The logs of our own Direct Line. */
  conversations: Conversations
  /** Writes what the journal still holds and leaves Redis. */
  close(): Promise<void>
}

const hour = 3_600_000
const longestLog = 400
const flushMs = 10_000

/** What replicas share when Redis is configured, and what one process keeps by itself when it is not. */
export async function openSharedParts(
  { redisUrl, journalFile }: Config,
  log: Log,
  metrics: Metrics,
): Promise<SharedParts> {
  // Its client is loaded by who needs it: a start without Redis is the shorter for it.
  const redis = redisUrl
    ? (await import('../storage/redis.ts')).openRedis(redisUrl, log, metrics.redis)
    : null
  const store = redis
    ? createRedisStore(redis.client, {
        lifetimeMs: hour,
        now: Date.now,
        onError: (err) => log.error({ err }, 'state not deleted'),
      })
    : createMemoryStore({ lifetimeMs: hour, capacity: 100_000, now: Date.now })
  const mark = randomBytes(3).toString('hex')
  const memory = { lifetimeMs: hour, capacity: 20_000, longest: longestLog, now: Date.now }
  const logs =
    redis &&
    createRedisConversations(redis.client, {
      lifetimeMs: hour,
      longest: longestLog,
      now: Date.now,
      onError: (err) => log.warn({ err }, 'conversation not read'),
    })
  const conversations = logs
    ? createSharedConversations(logs, createMemoryConversations({ ...memory, mark }), {
        mark,
        lifetimeMs: hour,
        now: Date.now,
        onError: (err) => log.error({ err }, 'conversations are kept by this replica alone'),
      })
    : createMemoryConversations(memory)
  const sink = redis
    ? createRedisSink(redis.client, Date.now)
    : journalFile
      ? createFileSink(journalFile, Date.now, (putAside) =>
          log.error({ file: putAside }, 'journal damaged: put aside, another one begun'),
        )
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
    conversations,
    async close() {
      clearInterval(timer)
      await flush()
      logs?.close()
      await redis?.close()
    },
  }
}
