import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { createTokens } from '../../src/adapters/direct-line/tokens.ts'
import { startServer } from '../server.ts'

const key = 'k'.repeat(40)
let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer({ TOKEN_KEY: key, ALLOWED_ORIGINS: 'https://exemple.fr' })
}, 180_000)
afterAll(() => server.stop())

type Body = Record<string, never> & {
  token: string
  conversationId: string
  streamUrl: string
  activities: Activity[]
  watermark: string
  error: { code: string }
}
type Activity = {
  id: string
  type: string
  text?: string
  replyToId?: string
  from: { id: string; role?: string }
  channelData?: { assistant?: { kind: string } }
}

async function call(path: string, token?: string, init: RequestInit = {}) {
  const headers = {
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
    ...(init.headers as object),
  }
  const response = await fetch(`${server.address}/v3/directline${path}`, { ...init, headers })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as Body }
}
const post = (path: string, token?: string, body: unknown = {}) =>
  call(path, token, { method: 'POST', body: JSON.stringify(body) })

async function open() {
  const { body: generated } = await post('/tokens/generate')
  const { body, status } = await post('/conversations', generated.token)
  return { ...body, status }
}

describe('a conversation', () => {
  it('is opened once and answers by polling', async () => {
    const { conversationId, token, status } = await open()
    expect(status).toBe(201)
    expect((await post('/conversations', token)).status).toBe(200)
    const welcome = await call(`/conversations/${conversationId}/activities`, token)
    expect(welcome.body.activities.filter(({ type }) => type === 'message')).toHaveLength(1)
    const sent = await post(`/conversations/${conversationId}/activities`, token, {
      type: 'message',
      from: { id: 'me' },
      text: "c'est quoi une leucopénie ?",
    })
    expect(sent.status).toBe(200)
    const { body } = await call(
      `/conversations/${conversationId}/activities?watermark=${welcome.body.watermark}`,
      token,
    )
    expect(body.activities.map(({ channelData }) => channelData?.assistant?.kind)).toEqual([
      undefined,
      'answer',
    ])
    const again = await call(`/conversations/${conversationId}/activities?watermark=${body.watermark}`, token)
    expect(again.body.activities).toEqual([])
  })

  it("overwrites a client's forged sender", async () => {
    const { conversationId, token } = await open()
    await post(`/conversations/${conversationId}/activities`, token, {
      type: 'message',
      from: { id: 'assistant-leucopenie', role: 'bot' },
      conversation: { id: 'x' },
      text: 'bonjour',
    })
    const { body } = await call(`/conversations/${conversationId}/activities`, token)
    const mine = body.activities.find(({ text }) => text === 'bonjour')
    expect(mine?.from.id).toMatch(/^dl_/)
  })

  it.each([
    ['https', 'wss:'],
    ['https, http', 'wss:'],
    ['HTTPS', 'wss:'],
    ['http, https', 'ws:'],
    ['httpsx', 'ws:'],
  ])('that came over %s is streamed over %s', async (proto, scheme) => {
    const { body } = await post('/tokens/generate')
    const init = { method: 'POST', body: '{}', headers: { 'x-forwarded-proto': proto } }
    const opened = await call('/conversations', body.token, init)
    expect(new URL(opened.body.streamUrl).protocol).toBe(scheme)
  })

  it('streams over a WebSocket, from the start or from a watermark', async () => {
    const { conversationId, token, streamUrl } = await open()
    const frames: Activity[] = []
    const socket = new WebSocket(streamUrl)
    const answered = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        frames.push(...JSON.parse(String(data)).activities)
        if (frames.some(({ channelData }) => channelData?.assistant?.kind === 'urgent')) resolve()
      })
    })
    await new Promise((resolve) => socket.on('open', resolve))
    await post(`/conversations/${conversationId}/activities`, token, {
      type: 'message',
      text: 'je fais une hémorragie',
    })
    await answered
    expect(new Set(frames.map(({ id }) => id)).size).toBe(frames.length)
    socket.close()
  })

  it('is joined again at a watermark, or without one at what comes after', async () => {
    const { conversationId, token } = await open()
    const at = `/conversations/${conversationId}`
    await post(`${at}/activities`, token, { type: 'message', text: 'bonjour' })
    const joined = (query = '') => call(`${at}${query}`, token)
    const heardAt = async (url: string, times: number) => {
      const socket = new WebSocket(url)
      const heard: Activity[] = []
      const answered = new Promise<void>((resolve) =>
        socket.on('message', (data) => {
          heard.push(...JSON.parse(String(data)).activities)
          if (heard.at(-1)?.replyToId && heard.filter(({ text }) => text === 'merci').length === times)
            resolve()
        }),
      )
      await new Promise((resolve) => socket.once('open', resolve))
      await post(`${at}/activities`, token, { type: 'message', text: 'merci' })
      await answered
      socket.close()
      return heard.map(({ text, channelData }) => channelData?.assistant?.kind ?? text)
    }
    const reconnected = await joined()
    expect(reconnected.status).toBe(200)
    expect(await heardAt(reconnected.body.streamUrl, 1)).toEqual(['merci', 'smalltalk'])
    const before = ['bonjour', 'smalltalk', 'merci', 'smalltalk']
    expect(await heardAt((await joined('?watermark=1')).body.streamUrl, 2)).toEqual([
      ...before,
      'merci',
      'smalltalk',
    ])
  })

  it.each(['event', 'invoke', 'endOfConversation', 'typing'])(
    'answers an emergency in an activity of type %s',
    async (type) => {
      const { conversationId, token } = await open()
      const at = `/conversations/${conversationId}/activities`
      expect((await post(at, token, { type, name: 'x', text: "j'ai 39 de fièvre" })).status).toBe(200)
      const { body } = await call(at, token)
      expect(body.activities.map(({ channelData }) => channelData?.assistant?.kind)).toContain('urgent')
    },
  )

  it("answers an emergency in a quotation that names a bot's id", async () => {
    const { conversationId, token } = await open()
    const at = `/conversations/${conversationId}/activities`
    const text = `<blockquote itemid="28:x">j'ai 39 de fièvre</blockquote>`
    expect((await post(at, token, { type: 'message', text })).status).toBe(200)
    const { body } = await call(at, token)
    expect(body.activities.map(({ channelData }) => channelData?.assistant?.kind)).toContain('urgent')
  })

  it('takes no message after its end, and is read all the same', async () => {
    const { conversationId, token } = await open()
    const at = `/conversations/${conversationId}/activities`
    expect((await post(at, token, { type: 'endOfConversation' })).status).toBe(200)
    const late = await post(at, token, { type: 'message', text: 'bonjour' })
    expect([late.status, late.body.error.code]).toEqual([400, 'BadArgument'])
    expect((await call(at, token)).body.activities.map(({ type }) => type)).toContain('endOfConversation')
  })

  it('is empty once the assistant was told to forget', async () => {
    const { conversationId, token } = await open()
    const at = `/conversations/${conversationId}/activities`
    await post(at, token, { type: 'message', text: 'la leucopénie est-elle contagieuse ?' })
    await post(at, token, { type: 'message', text: 'oublie-moi' })
    const { body } = await call(at, token)
    expect(body.activities.map(({ channelData }) => channelData?.assistant?.kind)).toEqual(['smalltalk'])
  })

  it('gives a session id that opens nothing, to those who have a token', async () => {
    const { token } = await open()
    const { status, body } = await call('/session/getsessionid', token)
    expect([status, typeof body.sessionId]).toEqual([200, 'string'])
    expect((await call('/session/getsessionid')).status).toBe(401)
  })
})

describe('a refusal', () => {
  it.each([
    ['entities that are no list', { entities: { type: 'mention' } }],
    ['an entity that is no object', { entities: ['mention'] }],
    ['an attachment without its type', { attachments: [{}] }],
    ['a locale that is no text', { locale: 7 }],
    ['a text that is no text', { text: { length: 3 } }],
  ])('answers a message with %s with 400, and nobody is told of it', async (_, fault) => {
    const { conversationId, token } = await open()
    const at = `/conversations/${conversationId}/activities`
    const before = (await call(at, token)).body.watermark
    const refused = await post(at, token, { type: 'message', text: 'bonjour', ...fault })
    expect([refused.status, refused.body.error.code]).toEqual([400, 'BadArgument'])
    expect((await call(at, token)).body.watermark).toBe(before)
  })

  it.each([
    ['no token', undefined, 401],
    ['garbage', 'abc', 401],
    ['a forged token', 'eyJhbGciOiJIUzI1NiJ9.eyJjb252IjoiYSJ9.c2ln', 401],
  ])('answers %s with %i in the protocol’s form', async (_name, token, status) => {
    const answer = await call('/conversations/abc/activities', token)
    expect(answer.status).toBe(status)
    expect(answer.body.error.code).toBeTruthy()
  })

  it('tells an expired token (403) from an unknown conversation (404) and a foreign one (403)', async () => {
    const tokens = createTokens(new TextEncoder().encode(key), Date.now)
    const old = await createTokens(new TextEncoder().encode(key), () => Date.now() - 3_600_000).issue({
      conversation: 'a',
      user: 'dl_a',
    })
    const expired = await call('/conversations/a/activities', old)
    expect([expired.status, expired.body.error.code]).toEqual([403, 'TokenExpired'])
    const unknown = await call(
      '/conversations/a/activities',
      await tokens.issue({ conversation: 'a', user: 'dl_a' }),
    )
    expect(unknown.status).toBe(404)
    const foreign = await call(
      '/conversations/b/activities',
      await tokens.issue({ conversation: 'a', user: 'dl_a' }),
    )
    expect(foreign.status).toBe(403)
    const streamExpired = await createTokens(
      new TextEncoder().encode(key),
      () => Date.now() - 61_000,
    ).issueStream({ conversation: 'a', user: 'dl_a' })
    expect(await tokens.readStream(streamExpired)).toBe('expired')
  })

  it('answers a bad activity with 400, a file with 400, bad JSON with 400', async () => {
    const { conversationId, token } = await open()
    expect((await post(`/conversations/${conversationId}/activities`, token, { text: 'x' })).status).toBe(400)
    expect((await post(`/conversations/${conversationId}/upload`, token)).status).toBe(400)
    expect((await post(`/conversations/${conversationId}/upload`)).status).toBe(401)
    const broken = await call(`/conversations/${conversationId}/activities`, token, {
      method: 'POST',
      body: '{',
    })
    expect(broken.status).toBe(400)
    expect(broken.body.error.code).toBe('BadArgument')
  })

  it('answers a preflight request, with leave for listed sites only', async () => {
    const ask = (origin: string) =>
      fetch(`${server.address}/v3/directline/tokens/generate`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
        },
      })
    const allowed = await ask('https://exemple.fr')
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://exemple.fr')
    expect(allowed.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent')
    const strange = await ask('https://voleur.example')
    expect([strange.status, strange.headers.get('access-control-allow-origin')]).toEqual([204, null])
  })

  it('opens no conversation for a strange origin', async () => {
    const from = (origin: string) =>
      call('/tokens/generate', undefined, { method: 'POST', body: '{}', headers: { origin } })
    expect((await from('https://voleur.example')).status).toBe(403)
    const allowed = await from('https://exemple.fr')
    expect(allowed.status).toBe(200)
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://exemple.fr')
  })
})
