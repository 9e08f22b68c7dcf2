import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createMemoryConversations } from '../../src/adapters/direct-line/memory-conversations.ts'
import { createRedisConversations } from '../../src/adapters/direct-line/redis-conversations.ts'
import { createSharedConversations } from '../../src/adapters/direct-line/shared-conversations.ts'
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
  /** What was published meanwhile has come. */
  const settled = () => new Promise((resolve) => setTimeout(resolve, 100))
  /** An error that Redis answers, at a connection that is there. */
  const refusal = Object.assign(new Error('LOADING'), { name: 'ReplyError' })
  const say = (text: string) => ({ type: 'message', text })
  /** The logs as a replica has them: its own beside the shared one. */
  const newShared = () =>
    createSharedConversations(
      newLog(),
      createMemoryConversations({
        lifetimeMs: 60_000,
        longest: 100,
        capacity: 100,
        now: Date.now,
        mark: 'abc',
      }),
      { mark: 'abc', lifetimeMs: 60_000, now: Date.now, onError: (err) => errors.push(err) },
    )
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

  it('is one of two who listen at once at one replica, not none', async () => {
    const log = newLog()
    await log.create('at-once')
    for (let round = 0; round < 5; round++) {
      const [first, second] = [newListener(), newListener()]
      const stops = await Promise.all([first, second].map((one) => log.listen('at-once', '0', one)))
      await settled()
      expect([first.told.taken, second.told.taken]).toEqual([1, 0])
      await log.append('at-once', say(`${round}`))
      await expect.poll(() => second.heard).toContain(`${round}`)
      for (const stop of stops) stop()
    }
  })

  it('is the last of several who listen at once at several replicas', async () => {
    const replicas = [newLog(), newLog(), newLog()]
    await replicas[0]?.create('everywhere')
    for (let round = 0; round < 5; round++) {
      const listeners = replicas.map(newListener)
      const stops = await Promise.all(
        replicas.map((log, i) => log.listen('everywhere', '0', listeners[i] as never)),
      )
      await settled()
      expect(listeners.map(({ told }) => told.taken).sort()).toEqual([0, 1, 1])
      for (const stop of stops) stop()
    }
  })

  it('is the last who asked, even when an earlier one takes longer to begin', async () => {
    const log = newLog()
    await log.create('slow')
    await log.append('slow', say('before'))
    const [first, second] = [newListener(), newListener()]
    // A watermark from beyond the end costs the first a second reading.
    const stops = await Promise.all([log.listen('slow', '9', first), log.listen('slow', '1', second)])
    await settled()
    expect([first.told.taken, second.told.taken]).toEqual([1, 0])
    for (const stop of stops) stop()
  })

  it('is not taken for somebody else when it tries again after a PUBLISH that failed', async () => {
    const log = newLog()
    await log.create('again')
    const listener = newListener()
    vi.spyOn(redis, 'publish').mockRejectedValueOnce(new Error('Command timed out'))
    await expect(log.listen('again', null, listener)).rejects.toThrow('timed out')
    const stop = await log.listen('again', null, listener)
    await settled()
    expect(listener.told.taken).toBe(0)
    await log.append('again', say('urgent'))
    await expect.poll(() => listener.heard).toEqual(['urgent'])
    stop()
  })

  it('does not take the place back from who listens now, when it tries again', async () => {
    const log = newShared()
    await log.create('back')
    const [first, second] = [newListener(), newListener()]
    vi.spyOn(redis, 'publish').mockRejectedValueOnce(refusal)
    const stops = [await log.listen('back', null, first), await log.listen('back', null, second)]
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect([first.told.taken, second.told.taken]).toEqual([1, 0])
    await log.append('back', say('urgent'))
    await expect.poll(() => second.heard).toEqual(['urgent'])
    for (const stop of stops) stop()
  })

  it('hears once what was stored while the nudge was lost, here and at another replica', async () => {
    const [log, elsewhere] = [newShared(), newLog()]
    await log.create('unnudged')
    const [here, there] = [newListener(), newListener()]
    const stops = [await elsewhere.listen('unnudged', null, there)]
    vi.spyOn(redis, 'publish').mockRejectedValueOnce(new Error('Command timed out'))
    await log.append('unnudged', say('urgent'))
    expect(errors).toHaveLength(1)
    await expect.poll(() => there.heard, { timeout: 4_000 }).toEqual(['urgent'])
    stops.push(await log.listen('unnudged', null, here))
    vi.mocked(redis.publish).mockRejectedValueOnce(new Error('Command timed out'))
    await log.append('unnudged', say('again'))
    await expect.poll(() => here.heard).toEqual(['urgent', 'again'])
    expect((await log.since('unnudged', null)).activities).toHaveLength(2)
    await settled()
    expect(here.heard).toEqual(['urgent', 'again'])
    for (const stop of stops) stop()
  })

  it('hears once what was stored when only its lifetime could not be prolonged', async () => {
    const log = newShared()
    await log.create('unprolonged')
    const listener = newListener()
    const stop = await log.listen('unprolonged', null, listener)
    vi.spyOn(redis, 'pipeline').mockImplementationOnce((() => {
      const chain = Redis.prototype.pipeline.call(redis)
      const exec = chain.exec.bind(chain)
      chain.exec = async () => [((await exec()) ?? [])[0] as never, [refusal, null]]
      return chain
    }) as typeof redis.pipeline)
    await log.append('unprolonged', say('urgent'))
    await settled()
    expect(listener.heard).toEqual(['urgent'])
    expect((await log.since('unprolonged', null)).activities).toHaveLength(1)
    expect(errors).toHaveLength(1)
    stop()
  })
})
