import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { currentScope } from '../scope.ts'
import { createErasures, type ErasuresOptions } from './erasures.ts'
import { StaleStateError, type StateStore } from './state-store.ts'

// What an older or newer replica wrote may have another shape: then the conversation starts anew.
const State = z.object({
  passage: z.string().nullable(),
  offered: z.array(z.string()),
  misses: z.number(),
  alsoAsked: z.string().optional(),
  urgent: z
    .object({
      family: z.string(),
      before: z.array(z.string()).optional(),
      pending: z.string().nullable(),
      left: z.number(),
      isAnswered: z.boolean().optional(),
    })
    .optional(),
})

// Writes only over the version that was read; an empty version means that nothing was there.
const write = `
local kept = redis.call('HGET', KEYS[1], 'version')
if ARGV[4] == 'check' and (kept or '') ~= ARGV[3] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[5], 'state', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`

/**
 * States in Redis, shared by all replicas, forgotten after their lifetime without use. Within one request a state is
 * written only over the version that this request read. Names of people and conversations are hashed into the key. What
 * could not be deleted is deleted later, and not shown here meanwhile.
 */
export function createRedisStore(redis: Redis, options: ErasuresOptions): StateStore {
  const keyOf = (key: string) => `state:${createHash('sha256').update(key).digest('base64url')}`
  const erasures = createErasures((key) => redis.del(key), options)
  return {
    async read(key) {
      await erasures.settle(keyOf(key))
      const [version, text] = await redis.hmget(keyOf(key), 'version', 'state')
      currentScope()?.versions.set(key, version ?? null)
      if (!text) return null
      const read = State.safeParse(JSON.parse(text))
      return read.success ? read.data : null
    },
    async write(key, state) {
      await erasures.settle(keyOf(key))
      const versions = currentScope()?.versions
      const read = versions?.get(key)
      const next = createHash('sha256')
        .update(`${read ?? ''}${process.hrtime.bigint()}${process.pid}${JSON.stringify(state)}`)
        .digest('base64url')
      const written = await redis.eval(
        write,
        1,
        keyOf(key),
        JSON.stringify(state),
        options.lifetimeMs,
        read ?? '',
        versions?.has(key) ? 'check' : 'force',
        next,
      )
      if (written !== 1) throw new StaleStateError()
      versions?.set(key, next)
    },
    async delete(key) {
      try {
        await redis.del(keyOf(key))
      } catch (err) {
        erasures.owe(keyOf(key), err)
        throw err
      }
    },
  }
}
