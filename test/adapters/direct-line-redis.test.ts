import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
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

  it('ends a conversation that began while Redis was full', async () => {
    await redis.config('SET', 'maxmemory', '1')
    const { end, say } = await visit(replica).open()
    await redis.config('SET', 'maxmemory', '64mb')
    expect((await end()).status).toBe(200)
    expect((await say('bonjour')).status).toBe(400)
  })
})
