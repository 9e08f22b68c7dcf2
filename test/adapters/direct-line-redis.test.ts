import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { createMemoryConversations } from '../../src/adapters/direct-line/memory-conversations.ts'
import { createRedisConversations } from '../../src/adapters/direct-line/redis-conversations.ts'
import { createRedisServer, hasRedis } from '../redis.ts'
import { startServer } from '../server.ts'

type Activity = { id: string; text?: string; channelData?: { assistant?: { kind: string } } }
type Body = {
  token: string
  conversationId: string
  streamUrl: string
  activities: Activity[]
  watermark: string
}
type Server = Awaited<ReturnType<typeof startServer>>

const kindsOf = (activities: readonly Activity[]) =>
  activities.flatMap(({ channelData }) => channelData?.assistant?.kind ?? [])

/** A visitor of a replica: what each request answers, its status before its body. */
function visit({ address }: Server) {
  const call = async (path: string, token = '', body?: unknown) => {
    const response = await fetch(`${address}/v3/directline${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        connection: 'close',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Body }
  }
  const start = (token: string) => call('/conversations', token, {})
  return {
    start,
    async read(token: string) {
      const { conversationId } = (await call('/tokens/refresh', token, {})).body
      return call(`/conversations/${conversationId}/activities`, token)
    },
    token: async () => (await call('/tokens/generate', '', {})).body.token,
    async open() {
      const { status, body } = await start(await this.token())
      const at = `/conversations/${body.conversationId}`
      const stream = body.streamUrl.slice(body.streamUrl.indexOf('/v3'))
      return {
        ...body,
        status,
        say: (text: string) => call(`${at}/activities`, body.token, { type: 'message', text }),
        end: () => call(`${at}/activities`, body.token, { type: 'endOfConversation' }),
        read: (from = '') => call(`${at}/activities?watermark=${from}`, body.token),
        /** What a socket receives from now on, and how it was closed. */
        async listen() {
          const socket = new WebSocket(`${address.replace('http', 'ws')}${stream}`)
          const seen: Activity[] = []
          socket.on('message', (data) => {
            if (String(data) !== '') seen.push(...(JSON.parse(String(data)) as Body).activities)
          })
          await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
          return { socket, seen }
        },
      }
    },
  }
}

describe.runIf(hasRedis)('Direct Line on a Redis that falters', () => {
  let redisServer: Awaited<ReturnType<typeof createRedisServer>>
  let redis: Redis
  let replica: Server
  beforeAll(async () => {
    redisServer = await createRedisServer('--maxmemory', '64mb')
    await redisServer.start()
    redis = new Redis(redisServer.url)
    redis.on('error', () => {})
    replica = await startServer({ REDIS_URL: redisServer.url })
  }, 120_000)
  afterEach(() => redis.config('SET', 'maxmemory', '64mb'))
  afterAll(async () => {
    await replica.stop()
    redis.disconnect()
    await redisServer.stop()
  }, 30_000)

  it('answers the emergency of a visitor who comes while Redis is full, by polling and by socket', async () => {
    await redis.config('SET', 'maxmemory', '1')
    const { status, say, read, listen } = await visit(replica).open()
    expect(status).toBe(201)
    const { socket, seen } = await listen()
    expect((await say('j’ai 39 de fièvre')).status).toBe(200)
    const { body, ...polled } = await read()
    expect([polled.status, kindsOf(body.activities)]).toEqual([200, ['smalltalk', 'urgent']])
    await expect.poll(() => kindsOf(seen)).toEqual(['smalltalk', 'urgent'])
    expect((await read(body.watermark)).body.activities).toEqual([])
    expect(socket.readyState).toBe(WebSocket.OPEN)
    await redis.config('SET', 'maxmemory', '64mb')
    expect((await say('je fais une hémorragie')).status).toBe(200)
    await expect.poll(() => kindsOf(seen)).toEqual(['smalltalk', 'urgent', 'urgent'])
    socket.close()
  })

  it('welcomes once, however many requests open a conversation at once', async () => {
    const visitor = visit(replica)
    const token = await visitor.token()
    const opened = await Promise.all(Array.from({ length: 30 }, () => visitor.start(token)))
    expect(opened.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(opened.filter(({ status }) => status === 200)).toHaveLength(29)
    await expect.poll(async () => kindsOf((await visitor.read(token)).body.activities)).toEqual(['smalltalk'])
  })

  it('tells one of several at once that it created the log, in memory and in Redis', async () => {
    const options = { lifetimeMs: 1_000, longest: 9, now: Date.now, onError: () => {} }
    const inRedis = createRedisConversations(redis, options)
    for (const log of [createMemoryConversations({ ...options, capacity: 9 }), inRedis]) {
      const created = await Promise.all(Array.from({ length: 5 }, () => log.create('at-once')))
      expect(created.filter(Boolean)).toHaveLength(1)
      await log.end('at-once')
      expect(await log.create('at-once')).toBe(false)
    }
    inRedis.close()
  })

  it('welcomes nobody anew who opens the conversation again while Redis is full, or after', async () => {
    const visitor = visit(replica)
    const before = await visitor.token()
    expect((await visitor.start(before)).status).toBe(201)
    await redis.config('SET', 'maxmemory', '1')
    expect((await visitor.start(before)).status).toBe(200)
    const during = await visitor.token()
    expect((await visitor.start(during)).status).toBe(201)
    await redis.config('SET', 'maxmemory', '64mb')
    expect((await visitor.start(during)).status).toBe(200)
    for (const token of [before, during])
      expect(kindsOf((await visitor.read(token)).body.activities)).toEqual(['smalltalk'])
  })

  it('welcomes a visitor who comes while Redis is away', async () => {
    const alone = await startServer({ REDIS_URL: 'redis://127.0.0.1:1' })
    const { status, read, say } = await visit(alone).open()
    expect([status, kindsOf((await read()).body.activities)]).toEqual([201, ['smalltalk']])
    await say('j’ai 39 de fièvre')
    expect(kindsOf((await read()).body.activities)).toEqual(['smalltalk', 'urgent'])
    await alone.stop()
  }, 60_000)

  it('shows nothing older once it was told to forget while Redis said nothing, and erases it there', async () => {
    const { conversationId, say, read } = await visit(replica).open()
    await say('Grenadine')
    redisServer.freeze()
    expect((await say('oublie-moi')).status).toBe(200)
    const during = (await read()).body.activities
    redisServer.thaw()
    await say('j’ai 39 de fièvre')
    const after = (await read()).body.activities
    expect(JSON.stringify([during, after])).not.toContain('Grenadine')
    expect([kindsOf(during), kindsOf(after)]).toEqual([['smalltalk'], ['smalltalk', 'urgent']])
    const inRedis = async () => JSON.stringify(await redis.xrange(`conversation:${conversationId}`, '-', '+'))
    await expect.poll(inRedis, { timeout: 6_000 }).not.toContain('Grenadine')
    expect(kindsOf((await read()).body.activities)).toEqual(['smalltalk', 'urgent'])
  }, 30_000)

  it('erases by itself, once Redis answers, what it was told to forget, and nothing said since', async () => {
    const { conversationId, say } = await visit(replica).open()
    await say('Grenadine')
    const key = `conversation:${conversationId}`
    redisServer.freeze()
    await say('oublie-moi')
    redisServer.thaw()
    await redis.xadd(key, '0-*', 'activity', JSON.stringify({ text: 'Zanzibar', timestamp: new Date() }))
    const inRedis = async () => JSON.stringify(await redis.xrange(key, '-', '+'))
    await expect.poll(inRedis, { timeout: 6_000 }).not.toContain('Grenadine')
    expect(await inRedis()).toContain('Zanzibar')
  }, 30_000)

  it('ends a conversation that began while Redis was full', async () => {
    await redis.config('SET', 'maxmemory', '1')
    const { end, say } = await visit(replica).open()
    await redis.config('SET', 'maxmemory', '64mb')
    expect((await end()).status).toBe(200)
    expect((await say('bonjour')).status).toBe(400)
  })
})
