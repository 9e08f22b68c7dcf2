import type { Redis } from 'ioredis'
import { type Days, dayOf, type JournalSink, retentionDays } from './journal.ts'

const keyOf = (day: string) => `journal:${day}`

/** Counts of all replicas in Redis, one hash a day, which Redis forgets after the retention. */
export function createRedisSink(redis: Redis, now: () => number): JournalSink {
  return {
    async add(days) {
      const commands = redis.multi()
      for (const [day, counts] of Object.entries(days)) {
        for (const [name, value] of Object.entries(counts)) commands.hincrby(keyOf(day), name, value)
        commands.expire(keyOf(day), retentionDays * 86_400)
      }
      const results = await commands.exec()
      const failed = results?.find(([error]) => error)?.[0]
      if (failed) throw failed
    },
    async read() {
      const days: Days = {}
      for (let back = 0; back < retentionDays; back++) {
        const day = dayOf(now() - back * 86_400_000)
        const counts = await redis.hgetall(keyOf(day))
        if (Object.keys(counts).length > 0)
          days[day] = Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)]))
      }
      return days
    },
  }
}
