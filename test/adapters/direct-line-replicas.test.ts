import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { UnknownConversationError } from '../../src/adapters/direct-line/conversations.ts'
import { createMemoryConversations } from '../../src/adapters/direct-line/memory-conversations.ts'
import { createRedisConversations } from '../../src/adapters/direct-line/redis-conversations.ts'
import { createRedisServer, hasRedis } from '../redis.ts'
import { startServer } from '../server.ts'

type Activity = { id: string; text?: string; channelData?: { assistant?: { kind: string } } }
type Set = { activities: Activity[]; watermark: string }

describe.runIf(hasRedis)('Direct Line on three replicas', () => {
  let redisServer: Awaited<ReturnType<typeof createRedisServer>>
  let redis: Redis
  const replicas: Awaited<ReturnType<typeof startServer>>[] = []
  beforeAll(async () => {
    redisServer = await createRedisServer('--maxmemory', '64mb')
    await redisServer.start()
    redis = new Redis(redisServer.url)
    redis.on('error', () => {})
    for (let i = 0; i < 3; i++)
      replicas.push(await startServer({ REDIS_URL: redisServer.url, TOKEN_KEY: 'k'.repeat(40) }))
  }, 120_000)
  afterAll(async () => {
    await Promise.all(replicas.map(({ stop }) => stop()))
    redis.disconnect()
    await redisServer.stop()
  }, 30_000)

  const base = (i: number) => `${replicas[i % replicas.length]?.address}/v3/directline`
  const call = async <T>(i: number, path: string, token = '', body?: unknown): Promise<T> => {
    const response = await fetch(base(i) + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        connection: 'close',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return (await response.json()) as T
  }
  /** A conversation whose every request goes to the next replica. */
  const open = async () => {
    const { token } = await call<{ token: string }>(0, '/tokens/generate', '', {})
    const { conversationId, streamUrl } = await call<{ conversationId: string; streamUrl: string }>(
      1,
      '/conversations',
      token,
      {},
    )
    const at = `/conversations/${conversationId}/activities`
    const say = (i: number, text: string) => call<{ id: string }>(i, at, token, { type: 'message', text })
    const read = (i: number, from = '') => call<Set>(i, `${at}?watermark=${from}`, token)
    const streamAt = (i: number) => {
      const query = streamUrl.slice(streamUrl.indexOf('/v3'))
      return new WebSocket(`${replicas[i]?.address.replace('http', 'ws')}${query}`)
    }
    return { conversationId, token, at, say, read, streamAt }
  }
  const kinds = ({ activities }: Set) =>
    activities.flatMap(({ channelData }) => channelData?.assistant?.kind ?? [])
  const collect = async (socket: WebSocket) => {
    const seen: Activity[] = []
    socket.on('message', (data) => {
      if (String(data) !== '') seen.push(...(JSON.parse(String(data)) as Set).activities)
    })
    await new Promise((resolve) => socket.once('open', resolve))
    return seen
  }
  const kindsOf = (seen: readonly Activity[]) => kinds({ activities: [...seen], watermark: '' })

  it('a conversation is opened at one, spoken to at another and read at the third', async () => {
    const { say, read } = await open()
    const { watermark, ...welcome } = await read(0)
    expect(kinds({ ...welcome, watermark })).toEqual(['smalltalk'])
    await say(2, 'la leucopénie est-elle contagieuse ?')
    const answer = await read(0, watermark)
    expect(kinds(answer)).toEqual(['answer'])
    expect((await read(1, answer.watermark)).activities).toEqual([])
    const ids = (await read(2)).activities.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  it('a socket at one receives what is said at another, once each and in order', async () => {
    const { say, streamAt } = await open()
    const socket = streamAt(1)
    const seen = await collect(socket)
    for (let i = 0; i < 6; i++) await say(i, `la leucopénie est-elle contagieuse ? ${i}`)
    await expect.poll(() => kindsOf(seen).length).toBe(7)
    const ids = seen.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
    socket.close()
  })

  it('a second socket, at another replica, ends the first as a collision', async () => {
    const { streamAt, say } = await open()
    const first = streamAt(0)
    await collect(first)
    const closed = new Promise<[number, string]>((resolve) =>
      first.once('close', (code, reason) => resolve([code, String(reason)])),
    )
    const second = streamAt(2)
    const seen = await collect(second)
    expect(await closed).toEqual([1000, 'collision'])
    await say(1, 'merci')
    await expect.poll(() => seen.some(({ text }) => text === 'merci')).toBe(true)
    second.close()
  })

  it('what was said leaves Redis after its lifetime, at once when the person says so, and is capped', async () => {
    const { conversationId, say, read } = await open()
    await say(0, 'Grenadine')
    const key = `conversation:${conversationId}`
    expect(await redis.pttl(key)).toBeGreaterThan(0)
    await say(1, 'oublie-moi')
    expect(JSON.stringify(await redis.xrange(key, '-', '+'))).not.toContain('Grenadine')
    expect(kinds(await read(2))).toEqual(['smalltalk'])
    const short = createRedisConversations(redis, {
      lifetimeMs: 80,
      longest: 10,
      now: Date.now,
      onError: () => {},
    })
    await short.create('short')
    for (let i = 0; i < 300; i++) await short.append('short', { type: 'message', text: `${i}` })
    expect(await redis.xlen('conversation:short')).toBeLessThan(200)
    await new Promise((resolve) => setTimeout(resolve, 120))
    await expect(short.append('short', { type: 'message' })).rejects.toThrow(UnknownConversationError)
    short.close()
  })

  it('a message is answered while Redis is full, to those who poll and to those who listen', async () => {
    const { say, read, streamAt } = await open()
    const { watermark } = await read(1)
    const socket = streamAt(1)
    const seen = await collect(socket)
    await redis.config('SET', 'maxmemory', '1')
    await say(1, 'j’ai 39,5 de fièvre')
    const during = await read(1, watermark)
    await redis.config('SET', 'maxmemory', '64mb')
    expect(kinds(during)).toEqual(['urgent'])
    await expect.poll(() => kindsOf(seen)).toContain('urgent')
    expect((await read(1, during.watermark)).activities).toEqual([])
    socket.close()
  })

  it('a message is answered while Redis is gone, and the conversation goes on when it is back', async () => {
    const { say, read, streamAt } = await open()
    const { watermark } = await read(0)
    const socket = streamAt(0)
    const seen = await collect(socket)
    await redisServer.stop()
    expect((await say(0, 'j’ai 39,5 de fièvre')).id).toBeTruthy()
    expect(kinds(await read(0, watermark))).toEqual(['urgent'])
    await expect.poll(() => kindsOf(seen)).toContain('urgent')
    const fresh = await call<{ token: string }>(2, '/tokens/generate', '', {})
    const started = await call<{ conversationId: string }>(2, '/conversations', fresh.token, {})
    expect(started.conversationId).toBeTruthy()
    await redisServer.start()
    await expect
      .poll(
        async () =>
          ((await (await fetch(`${replicas[0]?.address}/readyz`)).json()) as { redis: string }).redis,
        {
          timeout: 10_000,
        },
      )
      .toBe('ready')
    const acrossReplicas = async () => {
      const talk = await open()
      await talk.say(0, 'la leucopénie est-elle contagieuse ?')
      return kinds(await talk.read(2))
    }
    await expect.poll(acrossReplicas, { timeout: 5_000, interval: 500 }).toEqual(['smalltalk', 'answer'])
    socket.close()
  }, 40_000)

  it('a socket opened while Redis says nothing hears, once it speaks again, what others are told', async () => {
    const { say, streamAt } = await open()
    redisServer.freeze()
    const socket = streamAt(0)
    const seen = await collect(socket)
    redisServer.thaw()
    await expect.poll(() => kindsOf(seen), { timeout: 8_000 }).toContain('smalltalk')
    await say(1, 'la leucopénie est-elle contagieuse ?')
    await expect.poll(() => kindsOf(seen), { timeout: 5_000 }).toContain('answer')
    const ids = seen.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
    socket.close()
  }, 30_000)

  it('one replica killed, the conversation goes on at the others', async () => {
    const { say, read } = await open()
    await replicas.pop()?.stop()
    await say(0, 'la leucopénie est-elle contagieuse ?')
    expect(kinds(await read(1))).toContain('answer')
  })
})

it('a log in memory drops the oldest conversation when full, and the oldest activity', async () => {
  const log = createMemoryConversations({ lifetimeMs: 1e6, capacity: 2, longest: 3, now: Date.now })
  for (const id of ['a', 'b', 'c']) await log.create(id)
  expect(await Promise.all(['a', 'b', 'c'].map(log.stateOf))).toEqual(['unknown', 'open', 'open'])
  for (let i = 0; i < 5; i++) await log.append('c', { type: 'message', text: `${i}` })
  const { activities, watermark } = await log.since('c', null)
  expect([activities.map(({ text }) => text), watermark]).toEqual([['2', '3', '4'], '5'])
  await expect(log.append('a', { type: 'message' })).rejects.toThrow(UnknownConversationError)
})
