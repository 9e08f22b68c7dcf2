import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createRedisConversations } from '../../src/adapters/direct-line/redis-conversations.ts'
import { createRedisServer, hasRedis } from '../redis.ts'

describe.runIf(hasRedis)('who listens to a log in Redis', () => {
  let server: Awaited<ReturnType<typeof createRedisServer>>
  let redis: Redis
  const errors: unknown[] = []
  const logs: ReturnType<typeof createRedisConversations>[] = []
  const newLog = () => {
    const log = createRedisConversations(redis, {
      lifetimeMs: 60_000,
      longest: 100,
      now: Date.now,
      onError: (err) => errors.push(err),
    })
    logs.push(log)
    return log
  }
  /** A listener that notes what it receives, and how often it was told that somebody else listens. */
  const newListener = () => {
    const heard: (string | undefined)[] = []
    const told = { taken: 0 }
    return {
      heard,
      told,
      receive: ({ activities }: { activities: { text?: string }[] }) =>
        void heard.push(...activities.map(({ text }) => text)),
      taken: () => void told.taken++,
    }
  }
  const say = (text: string) => ({ type: 'message', text })
  /** The next reading of a log fails, at a connection that is there all the same. */
  const failReading = (times: number) => {
    const spy = vi.spyOn(redis, 'multi')
    for (let i = 0; i < times; i++)
      spy.mockImplementationOnce((() => {
        const chain = Redis.prototype.multi.call(redis)
        chain.exec = () => Promise.reject(new Error('Command timed out'))
        return chain
      }) as typeof redis.multi)
  }
  beforeAll(async () => {
    server = await createRedisServer()
    await server.start()
    redis = new Redis(server.url)
    redis.on('error', () => {})
  }, 20_000)
  afterEach(() => {
    vi.restoreAllMocks()
    errors.length = 0
    for (const log of logs.splice(0)) log.close()
  })
  afterAll(async () => {
    redis.disconnect()
    await server.stop()
  })

  it('hears what was said although reading it failed once, or twice', async () => {
    const log = newLog()
    for (const times of [1, 2]) {
      const id = `unread-${times}`
      await log.create(id)
      const listener = newListener()
      const stop = await log.listen(id, null, listener)
      errors.length = 0
      failReading(times)
      await log.append(id, say('urgent'))
      await expect.poll(() => listener.heard, { timeout: 6_000 }).toEqual(['urgent'])
      expect(errors).toHaveLength(times)
      stop()
    }
  }, 20_000)

  it('is not read for any more once it stopped', async () => {
    const log = newLog()
    await log.create('stopped')
    const listener = newListener()
    const stop = await log.listen('stopped', null, listener)
    failReading(1)
    await log.append('stopped', say('urgent'))
    await expect.poll(() => errors).toHaveLength(1)
    stop()
    const reads = vi.mocked(redis.multi).mock.calls.length
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(redis.multi).toHaveBeenCalledTimes(reads)
    expect(listener.heard).toEqual([])
  })
})
