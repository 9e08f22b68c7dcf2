import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { projectRoot } from '../../src/adapters/files/read-sources.ts'
import { createRedisSink } from '../../src/adapters/journal/redis-sink.ts'
import { inScope } from '../../src/adapters/scope.ts'
import { createErasures } from '../../src/adapters/storage/erasures.ts'
import { createRedisStore } from '../../src/adapters/storage/redis-store.ts'
import { createMemoryStore, type StateStore } from '../../src/adapters/storage/state-store.ts'
import { emptyState } from '../../src/core/dialogue/turn.ts'
import { type Running, start } from '../../src/main.ts'
import { posted } from '../posted.ts'
import { createRedisServer, hasRedis } from '../redis.ts'

const state = {
  passage: 'causes/virus',
  offered: ['menu:0'],
  misses: 1,
  alsoAsked: 'faq-voyage/apercu',
  urgent: {
    family: 'fever',
    before: ['suicide'],
    pending: 'faq-contagion/apercu',
    left: 4,
    isAnswered: true,
  },
}

async function keepsTheContract(store: StateStore) {
  expect(await store.read('a')).toBe(null)
  await store.write('a', state)
  expect(await store.read('a')).toEqual(state)
  await store.write('a', emptyState)
  expect(await store.read('a')).toEqual(emptyState)
  await store.delete('a')
  expect(await store.read('a')).toBe(null)
}

async function refusesWhatIsStale(store: StateStore) {
  const meanwhile = (change: () => Promise<void>) =>
    inScope('first', async () => {
      await store.read('race')
      await inScope('second', async () => {
        await store.read('race')
        await change()
      })
      await expect(store.write('race', emptyState)).rejects.toMatchObject({ code: 'STALE_STATE' })
    })
  await meanwhile(() => store.write('race', state))
  expect(await store.read('race')).toEqual(state)
  await meanwhile(() => store.delete('race'))
  expect(await store.read('race')).toBe(null)
}

describe('the store in memory', () => {
  it('refuses a write over a version that another request wrote or deleted meanwhile', async () => {
    const store = createMemoryStore({ lifetimeMs: 1e6, capacity: 10, now: Date.now })
    await refusesWhatIsStale(store)
    await inScope('first message', async () => {
      await store.read('new')
      await store.delete('new')
      await expect(store.write('new', state)).rejects.toMatchObject({ code: 'STALE_STATE' })
    })
    expect(await store.read('new')).toBe(null)
  })

  it('keeps, replaces and deletes', async () => {
    await keepsTheContract(createMemoryStore({ lifetimeMs: 1e6, capacity: 10, now: Date.now }))
  })

  it('forgets after its lifetime, and the oldest when full', async () => {
    let now = 0
    const store = createMemoryStore({ lifetimeMs: 100, capacity: 2, now: () => now })
    for (const key of ['a', 'b', 'c']) await store.write(key, state)
    expect(await Promise.all(['a', 'b', 'c'].map(store.read))).toEqual([null, state, state])
    now = 101
    expect(await store.read('c')).toBe(null)
  })
})

describe('what a store owes to erase', () => {
  it('is tried until the store answers, and given up with a word when it has expired or is too much', async () => {
    vi.useFakeTimers()
    const errors: unknown[] = []
    const away = new Error('away')
    const erase = vi.fn(async () => {
      throw away
    })
    const options = { lifetimeMs: 10_000, now: Date.now, onError: (err: unknown) => errors.push(err) }
    const { owe, settle } = createErasures(erase, options)
    const asked = Date.now()
    owe('a')
    await vi.advanceTimersByTimeAsync(9_000)
    expect(erase).toHaveBeenLastCalledWith('a', asked)
    await expect(settle('a')).rejects.toThrow('away')
    expect([erase.mock.calls.length, errors]).toEqual([5, []])
    await vi.advanceTimersByTimeAsync(60_000)
    expect([erase.mock.calls.length, errors]).toMatchObject([5, [{ cause: away }]])
    await settle('a')
    for (let i = 0; i <= 10_000; i++) owe(`${i}`)
    expect(errors).toHaveLength(2)
    await settle('0')
    expect(erase).toHaveBeenCalledTimes(5)
    await expect(settle('1')).rejects.toThrow('away')
    vi.useRealTimers()
  })
})

describe.runIf(hasRedis)('with a real Redis', () => {
  let server: Awaited<ReturnType<typeof createRedisServer>>
  let redis: Redis
  beforeAll(async () => {
    server = await createRedisServer('--maxmemory', '64mb')
    await server.start()
    redis = new Redis(server.url)
    redis.on('error', () => {})
  }, 20_000)
  afterAll(async () => {
    redis.disconnect()
    await server.stop()
  })

  describe('the store', () => {
    const newStore = (lifetimeMs: number) =>
      createRedisStore(redis, { lifetimeMs, now: Date.now, onError: () => {} })
    it('keeps, replaces and deletes', () => keepsTheContract(newStore(10_000)))

    it('forgets after its lifetime, and shows no name in its keys', async () => {
      const store = newStore(100)
      await store.write('msteams|conversation|Jeanne', state)
      expect((await redis.keys('*')).join()).not.toContain('Jeanne')
      await new Promise((resolve) => setTimeout(resolve, 150))
      expect(await store.read('msteams|conversation|Jeanne')).toBe(null)
    })

    it('refuses a write over a version that another request wrote or deleted meanwhile', () =>
      refusesWhatIsStale(newStore(10_000)))

    it('of fifty at once lets one write', async () => {
      const store = newStore(10_000)
      const results = await Promise.allSettled(
        Array.from({ length: 50 }, (_, misses) =>
          inScope(`r${misses}`, async () => {
            await store.read('many')
            await new Promise((resolve) => setTimeout(resolve, 20))
            await store.write('many', { ...state, misses })
          }),
        ),
      )
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })

    it('hides what could not be deleted, and deletes it as soon as Redis answers', async () => {
      const store = newStore(10_000)
      const before = await redis.keys('state:*')
      await store.write('forgotten', state)
      const [key = ''] = (await redis.keys('state:*')).filter((one) => !before.includes(one))
      const del = vi.spyOn(redis, 'del')
      for (let i = 0; i < 2; i++) del.mockRejectedValueOnce(new Error('Command timed out'))
      await expect(store.delete('forgotten')).rejects.toThrow('timed out')
      await expect(store.read('forgotten')).rejects.toThrow('timed out')
      expect(await store.read('forgotten')).toBe(null)
      await store.write('forgotten', emptyState)
      expect(await store.read('forgotten')).toEqual(emptyState)
      del.mockRejectedValueOnce(new Error('Command timed out'))
      await expect(store.delete('forgotten')).rejects.toThrow('timed out')
      await expect.poll(() => redis.exists(key), { timeout: 5_000 }).toBe(0)
      del.mockRestore()
    })

    it('starts anew on a state of another shape', async () => {
      const store = newStore(10_000)
      await store.write('old', { passage: 1 } as never)
      expect(await store.read('old')).toBe(null)
    })
  })

  describe('three replicas', () => {
    const replicas: Running[] = []
    beforeAll(async () => {
      // Their own copy: replicas read the same files, even while somebody edits the project.
      const contentRoot = mkdtempSync(join(tmpdir(), 'replicas-'))
      for (const name of ['content', 'intents'])
        cpSync(join(projectRoot, name), join(contentRoot, name), { recursive: true })
      for (let i = 0; i < 3; i++)
        replicas.push(
          await start(
            {
              PORT: '0',
              LOG_LEVEL: 'silent',
              REDIS_URL: server.url,
              RATE_PER_CONVERSATION: '8',
            },
            {},
            { contentRoot },
          ),
        )
    }, 120_000)
    afterAll(() => Promise.all(replicas.map(({ stop }) => stop())), 20_000)

    const at = (i: number) =>
      (replicas[i % replicas.length] as Running).address.replace('localhost', '127.0.0.1')
    const post = (i: number, conversation: string, text: string) =>
      fetch(`${at(i)}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify(posted(text, conversation)),
      })
    type Reply = { kind: string; passage?: string; options: { passage: string | null }[] }
    const ask = async (i: number, conversation: string, text: string) => {
      const response = await post(i, conversation, text)
      const { activities } = (await response.json()) as {
        activities: { channelData: { assistant: Reply } }[]
      }
      return activities[0]?.channelData.assistant as Reply
    }
    const readyz = async (i: number) =>
      (await (await fetch(`${at(i)}/readyz`, { headers: { connection: 'close' } })).json()) as {
        status: string
        redis: string
        rulesChecksum: string
      }

    it('share one conversation: a number typed at one chooses what another offered', async () => {
      expect(await readyz(0)).toMatchObject({ status: 'ready', redis: 'ready' })
      const first = await ask(0, 'shared', 'la leucopénie est-elle contagieuse ?')
      const offered = first.options[0]?.passage
      expect(offered).toBeTruthy()
      expect((await ask(1, 'shared', '1')).passage).toBe(offered)
      const checksums = await Promise.all([0, 1, 2].map(async (i) => (await readyz(i)).rulesChecksum))
      expect(new Set(checksums).size).toBe(1)
    })

    it('share one limit, which an emergency passes', async () => {
      const statuses: number[] = []
      for (let i = 0; i < 12; i++) statuses.push((await post(i, 'limited', 'bonjour')).status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(8)
      expect(statuses.at(-1)).toBe(429)
      expect((await ask(2, 'limited', 'j’ai 39,5 de fièvre')).kind).toBe('urgent')
    })

    it('one killed in the middle, the conversation goes on at the others', async () => {
      const first = await ask(2, 'survivor', 'la leucopénie est-elle contagieuse ?')
      await replicas.pop()?.stop()
      expect((await ask(0, 'survivor', '1')).passage).toBe(first.options[0]?.passage)
      const days = await createRedisSink(redis, Date.now).read()
      const day = days[new Date().toISOString().slice(0, 10)] ?? {}
      expect(Object.keys(day).some((name) => name.startsWith('urgent|'))).toBe(true)
    })

    it('answer and screen while Redis is frozen or gone, say so, and recover', async () => {
      server.freeze()
      expect((await ask(0, 'frozen', 'j’ai 39,5 de fièvre')).kind).toBe('urgent')
      expect((await ask(1, 'frozen', 'bonjour')).kind).toBe('smalltalk')
      server.thaw()
      await server.stop()
      await expect.poll(async () => (await readyz(0)).redis, { timeout: 5_000 }).toBe('away')
      expect((await readyz(0)).status).toBe('degraded')
      expect((await ask(0, 'gone', 'j’ai 39,5 de fièvre')).kind).toBe('urgent')
      expect((await ask(1, 'gone', 'la leucopénie est-elle contagieuse ?')).kind).toBe('answer')
      await server.start()
      await expect.poll(async () => (await readyz(0)).redis, { timeout: 10_000 }).toBe('ready')
    }, 30_000)

    it('answer when Redis is full', async () => {
      await redis.config('SET', 'maxmemory', '1')
      expect((await ask(0, 'crowded', 'j’ai 39,5 de fièvre')).kind).toBe('urgent')
      expect((await ask(1, 'crowded', 'bonjour')).kind).toBe('smalltalk')
      await redis.config('SET', 'maxmemory', '64mb')
    })

    it('leave no word of anybody in Redis', async () => {
      const secret = 'Grenadine-Zanzibar'
      await ask(0, 'words', `la leucopénie est-elle contagieuse ? ${secret}`)
      const keys = await redis.keys('*')
      const values = await Promise.all(
        keys.map(async (key) =>
          (await redis.type(key)) === 'hash' ? JSON.stringify(await redis.hgetall(key)) : redis.get(key),
        ),
      )
      expect(keys.length).toBeGreaterThan(0)
      expect(`${keys.join()}${values.join()}`).not.toContain(secret)
      const lives = await Promise.all(keys.map((key) => redis.pttl(key)))
      expect(lives.every((life) => life > 0)).toBe(true)
    })
  })
})
