import type { Activity } from 'botbuilder'
import type { Redis } from 'ioredis'
import {
  type ActivitySet,
  type SharedLogs,
  toActivityId,
  toNumber,
  UnknownConversationError,
} from './conversations.ts'
import { createNudges } from './redis-nudges.ts'

export type RedisOptions = {
  lifetimeMs: number
  longest: number
  now: () => number
  onError(err: unknown): void
}
type Entry = [id: string, fields: string[]]
type Results = [error: Error | null, result: unknown][] | null

// The stream's first entry says that the conversation exists; activities are numbered from the second on.
const first = 2
const keyOf = (id: string) => `conversation:${id}`
const endOf = (id: string) => `conversation-ended:${id}`
const numberOf = ([id]: Entry) => Number(id.split('-')[1]) - first
const activityOf = ([, fields]: Entry) =>
  fields[0] === 'activity' ? (JSON.parse(fields[1] ?? '') as object) : null
const saidAt = (entry: Entry) => {
  const activity = activityOf(entry) as { timestamp?: string } | null
  return activity ? Date.parse(activity.timestamp ?? '') : 0
}

/**
 * The logs in Redis Streams, one a conversation, capped in length and expiring, read by every replica. A stream of ids
 * 0-1, 0-2, … numbers its activities by itself. Who listens is nudged by a channel and reads the stream.
 */
export function createRedisConversations(
  redis: Redis,
  { lifetimeMs, longest, now, onError }: RedisOptions,
): SharedLogs & { close(): void } {
  const read = async (id: string, watermark: string | null, isLive: boolean): Promise<ActivitySet> => {
    const key = keyOf(id)
    const wanted = toNumber(watermark)
    const range = (from: number) => redis.xrange(key, `0-${from + first}`, '+') as Promise<Entry[]>
    const [last, entries] = resultsOf(
      await redis
        .multi()
        .xrevrange(key, '+', '-', 'COUNT', 1)
        .xrange(key, `0-${wanted + first}`, '+')
        .exists(key)
        .pexpire(key, lifetimeMs)
        .exec(),
      ([, , isThere]) => isThere === 1 || fail(id),
    ) as [Entry[], Entry[]]
    const end = last[0] ? numberOf(last[0]) + 1 : wanted
    // A watermark from beyond the end is not one of this log.
    const found = wanted > end ? await range(0) : entries
    const activities = found.flatMap((entry) => {
      const activity = activityOf(entry) as Partial<Activity> | null
      if (!activity || (activity.type === 'typing' && !isLive)) return []
      return [{ ...activity, id: toActivityId(id, numberOf(entry)) }]
    })
    return { activities, watermark: String(end) }
  }
  let asked = 0
  const nudges = createNudges(redis, (id, watermark) => read(id, watermark, true), onError)

  return {
    async stateOf(id) {
      const [isThere, isEnded] = resultsOf(await redis.pipeline().exists(keyOf(id)).exists(endOf(id)).exec())
      if (isThere !== 1) return 'unknown'
      return isEnded === 1 ? 'ended' : 'open'
    },
    async create(id) {
      // A full Redis refuses the writing even of what is there, never the question.
      if ((await redis.exists(keyOf(id))) === 1) return false
      const results = await redis
        .multi()
        .xadd(keyOf(id), '0-1', 'created', String(now()))
        .pexpire(keyOf(id), lifetimeMs)
        .exec()
      const [refused] = results?.[0] ?? []
      if (!refused) return true
      // Another request created it a moment ago: its first entry stands.
      if (/equal or smaller/.test(refused.message)) return false
      throw refused
    },
    async append(id, activity) {
      const key = keyOf(id)
      const value = JSON.stringify({ ...activity, timestamp: new Date(now()) })
      const results = await redis
        .pipeline()
        .xadd(key, 'NOMKSTREAM', 'MAXLEN', '~', longest, '0-*', 'activity', value)
        .pexpire(key, lifetimeMs)
        .exec()
      const [entry] = resultsOf(results?.slice(0, 1) ?? null)
      // From here on it is stored: who is told of a failure would store it again.
      const [notProlonged] = results?.[1] ?? []
      if (notProlonged) onError(notProlonged)
      if (typeof entry !== 'string') throw new UnknownConversationError(id)
      await nudges.nudge(id)
      return toActivityId(id, numberOf([entry, []]))
    },
    since: (id, watermark) => read(id, watermark, false),
    async listen(id, watermark, listener) {
      // Counted before anything is waited for: who asked last is who listens.
      const order = ++asked
      const missed = await read(id, watermark, false)
      if (missed.activities.length > 0) listener.receive(missed)
      return nudges.listen(id, missed.watermark, listener, order)
    },
    async end(id) {
      await redis.set(endOf(id), '1', 'PX', lifetimeMs)
    },
    async forget(id) {
      await redis.xtrim(keyOf(id), 'MAXLEN', 0)
    },
    async forgetUntil(id, time) {
      const entries = (await redis.xrange(keyOf(id), '-', '+')) as Entry[]
      const older = entries.filter((entry) => saidAt(entry) <= time).at(-1)
      if (older) await redis.xtrim(keyOf(id), 'MINID', `0-${numberOf(older) + first + 1}`)
    },
    close: () => nudges.close(),
  }
}

/** The results of commands sent together. Throws the first error among them. */
function resultsOf(results: Results, check: (results: unknown[]) => unknown = () => true): unknown[] {
  if (!results) throw new Error('redis gave up a transaction')
  for (const [error] of results) if (error) throw error
  const values = results.map(([, value]) => value)
  check(values)
  return values
}

function fail(id: string): never {
  throw new UnknownConversationError(id)
}
