import type { Redis } from 'ioredis'
import type { ActivitySet, Listener } from './conversations.ts'

type Listening = {
  listener: Listener
  name: string
  watermark: string
  isReading: boolean
  isNudged: boolean
}
type Read = (id: string, watermark: string) => Promise<ActivitySet>

const prefix = 'conversation-nudge:'

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
    if (one.isReading) return
    one.isReading = true
    try {
      while (one.isNudged && all.get(id) === one) {
        one.isNudged = false
        const set = await read(id, one.watermark)
        if (all.get(id) !== one) return
        one.watermark = set.watermark
        if (set.activities.length > 0) one.listener.receive(set)
      }
    } catch (err) {
      onError(err)
    } finally {
      one.isReading = false
    }
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
      const one = { listener, name, watermark, isReading: false, isNudged: false }
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
