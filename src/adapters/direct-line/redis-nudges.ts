import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { type ActivitySet, type Listener, UnknownConversationError } from './conversations.ts'

type Listening = {
  listener: Listener
  order: number
  name: string
  /** Its name came round: a name that comes from now on is of a newer listener, and what came before of an older one. */
  isAnnounced: boolean
  watermark: string
  isReading: boolean
  isNudged: boolean
  failures: number
  again: NodeJS.Timeout | undefined
}
type Read = (id: string, watermark: string) => Promise<ActivitySet>

const prefix = 'conversation-nudge:'
const firstWaitMs = 1_000
const longestWaitMs = 30_000
const mostNudges = 6
const waitOf = (failures: number) => Math.min(longestWaitMs, firstWaitMs * 2 ** failures)

/**
 * Tells replicas that a conversation went on, or that somebody else listens to it now. A nudge carries no text and may be
 * lost: what is told is read from the log, and everything is read again when the connection is back.
 */
export function createNudges(redis: Redis, read: Read, onError: (err: unknown) => void) {
  const all = new Map<string, Listening>()
  const replica = randomUUID()
  const subscriber = redis.duplicate({ commandTimeout: undefined, enableOfflineQueue: true })

  const pump = async (id: string): Promise<void> => {
    const one = all.get(id)
    if (!one) return
    one.isNudged = true
    clearTimeout(one.again)
    if (one.isReading) return
    one.isReading = true
    try {
      while (one.isNudged && all.get(id) === one) {
        one.isNudged = false
        const set = await read(id, one.watermark)
        if (all.get(id) !== one) return
        one.failures = 0
        one.watermark = set.watermark
        if (set.activities.length > 0) one.listener.receive(set)
      }
    } catch (err) {
      onError(err)
      // A log that is gone is read again when somebody speaks in it; any other failure must not cost the person the answer.
      if (!(err instanceof UnknownConversationError)) pumpLater(id, one)
    } finally {
      one.isReading = false
    }
  }
  const pumpLater = (id: string, one: Listening): void => {
    one.again = setTimeout(
      () => {
        if (all.get(id) === one) void pump(id)
      },
      waitOf(one.failures++),
    ).unref()
  }
  const drop = async (id: string) => {
    all.delete(id)
    await subscriber.unsubscribe(prefix + id).catch(onError)
  }

  subscriber.on('error', onError)
  subscriber.on('ready', () => {
    for (const id of all.keys()) void pump(id)
  })
  subscriber.on('message', (channel: string, message: string) => {
    const id = channel.slice(prefix.length)
    const one = all.get(id)
    if (!one) return
    if (message === '') void pump(id)
    else if (message === one.name) one.isAnnounced = true
    else if (one.isAnnounced) {
      void drop(id)
      one.listener.taken()
    }
  })

  const nudge = async (id: string, failures = 0): Promise<void> => {
    try {
      await redis.publish(prefix + id, '')
    } catch (err) {
      onError(err)
      // Who listens here needs no nudge to be read for.
      void pump(id)
      if (failures + 1 < mostNudges) setTimeout(nudge, waitOf(failures), id, failures + 1).unref()
    }
  }

  return {
    /** Never rejects: what was said is in the log. A nudge that fails is told and given again, a few times. */
    nudge: (id: string): Promise<void> => nudge(id),
    /** Of the listeners of this replica the one with the highest order stays. Returns how to stop. */
    async listen(id: string, watermark: string, listener: Listener, order: number): Promise<() => void> {
      const before = all.get(id)
      if (before && before.order > order) {
        listener.taken()
        return () => {}
      }
      before?.listener.taken()
      const one: Listening = {
        listener,
        order,
        name: `${replica}-${order}`,
        isAnnounced: false,
        watermark,
        isReading: false,
        isNudged: false,
        failures: 0,
        again: undefined,
      }
      all.set(id, one)
      try {
        await subscriber.subscribe(prefix + id)
        // Who was taken meanwhile must not take the place back.
        if (all.get(id) === one) await redis.publish(prefix + id, one.name)
      } catch (err) {
        if (all.get(id) === one) void drop(id)
        throw err
      }
      // What came between the first reading and the subscription.
      await pump(id)
      return () => {
        if (all.get(id) === one) void drop(id)
      }
    },
    close: () => subscriber.disconnect(),
  }
}
