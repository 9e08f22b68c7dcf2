import type { Redis } from 'ioredis'
import { type ActivitySet, type Listener, UnknownConversationError } from './conversations.ts'

type Listening = {
  listener: Listener
  name: string
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

/**
 * Tells replicas that a conversation went on, or that somebody else listens to it now. A nudge carries no text and may be
 * lost: what is told is read from the log, and everything is read again when the connection is back.
 */
export function createNudges(redis: Redis, read: Read, onError: (err: unknown) => void) {
  const all = new Map<string, Listening>()
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
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** one.failures++)
    one.again = setTimeout(() => {
      if (all.get(id) === one) void pump(id)
    }, wait).unref()
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
    else if (message !== one.name) {
      void drop(id)
      one.listener.taken()
    }
  })

  return {
    async nudge(id: string): Promise<void> {
      await redis.publish(prefix + id, '')
    },
    /** `name` tells this listener from all others. Returns how to stop. */
    async listen(id: string, watermark: string, listener: Listener, name: string): Promise<() => void> {
      all.get(id)?.listener.taken()
      const one: Listening = {
        listener,
        name,
        watermark,
        isReading: false,
        isNudged: false,
        failures: 0,
        again: undefined,
      }
      all.set(id, one)
      await subscriber.subscribe(prefix + id)
      await redis.publish(prefix + id, name)
      // What came between the first reading and the subscription.
      await pump(id)
      return () => {
        if (all.get(id) === one) void drop(id)
      }
    },
    close: () => subscriber.disconnect(),
  }
}
