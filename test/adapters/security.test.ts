import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientAddress } from '../../src/adapters/http/address.ts'
import { faultOfShape } from '../../src/adapters/http/json-shape.ts'
import { type Running, start } from '../../src/main.ts'
import { posted } from '../posted.ts'

const lines: string[] = []
let running: Running
let base: string
beforeAll(async () => {
  running = await start(
    {
      PORT: '0',
      LOG_LEVEL: 'trace',
      TRUST_PROXY: '1',
      RATE_PER_ADDRESS: '40',
      RATE_PER_CONVERSATION: '3',
      ALLOWED_ORIGINS: 'https://clinique.exemple',
    },
    {},
    { logTo: { write: (line) => void lines.push(line) } },
  )
  base = running.address.replace('localhost', '127.0.0.1')
}, 180_000)
afterAll(() => running.stop(), 20_000)

let callers = 0
const newCaller = () => `203.0.113.${++callers}`
type Answer = {
  status: number
  headers: Headers
  body: {
    error?: { code: string }
    activities?: { text?: string; channelData?: { assistant?: { kind: string } } }[]
    token: string
    conversationId: string
    id?: string
  }
}
async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': newCaller(), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} }
}
const kinds = ({ body }: Answer) => body.activities?.map(({ channelData }) => channelData?.assistant?.kind)
const urgentWords = 'j’ai 39,5 de fièvre'

describe('over the limit', () => {
  it('/api/messages answers 429 with Retry-After, and an emergency all the same', async () => {
    for (let i = 0; i < 3; i++)
      expect((await post('/api/messages', posted('bonjour', 'full'))).status).toBe(200)
    const refused = await post('/api/messages', posted('bonjour', 'full'))
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.body.error?.code).toBe('TooManyRequests')
    const urgent = await post('/api/messages', posted(urgentWords, 'full'))
    expect([urgent.status, kinds(urgent)]).toEqual([200, ['urgent']])
    const marked = await post('/api/messages', posted("<j'ai 39 de fi&egrave;vre>", 'full'))
    expect([marked.status, kinds(marked)]).toEqual([200, ['urgent']])
    const leaning = await post('/api/messages', posted('je peux attendre demain ?', 'full'))
    expect([leaning.status, kinds(leaning)]).toEqual([200, ['urgent']])
    expect((await post('/api/messages', posted('bonjour', 'other'))).status).toBe(200)
  })

  it('Direct Line answers 429 with Retry-After, and an emergency all the same', async () => {
    const from = { 'x-forwarded-for': newCaller() }
    const { body: generated } = await post('/v3/directline/tokens/generate', {}, from)
    const auth = { authorization: `Bearer ${generated.token}` }
    await post('/v3/directline/conversations', {}, auth)
    const say = (text: string) =>
      post(
        `/v3/directline/conversations/${generated.conversationId}/activities`,
        { type: 'message', text },
        auth,
      )
    for (let i = 0; i < 3; i++) expect((await say('bonjour')).status).toBe(200)
    const refused = await say('bonjour')
    expect([refused.status, refused.body.error?.code]).toEqual([429, 'TooManyRequests'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await say(urgentWords)).status).toBe(200)
    const log = await fetch(`${base}/v3/directline/conversations/${generated.conversationId}/activities`, {
      headers: auth,
    })
    const { activities } = (await log.json()) as Answer['body']
    expect(activities?.at(-1)?.channelData?.assistant?.kind).toBe('urgent')
  })

  it('one address is refused whatever its conversations, another is not', async () => {
    const from = { 'x-forwarded-for': newCaller() }
    const statuses: number[] = []
    for (let i = 0; i < 42; i++)
      statuses.push((await post('/api/messages', posted('bonjour', `one of ${i}`), from)).status)
    expect(statuses.slice(0, 40).every((status) => status === 200)).toBe(true)
    expect(statuses.slice(40)).toEqual([429, 429])
    expect((await post('/api/messages', posted('bonjour', 'elsewhere'))).status).toBe(200)
    const urgent = await post('/api/messages', posted(urgentWords, 'flooded'), from)
    expect(kinds(urgent)).toEqual(['urgent'])
  })

  it('one address still opens conversations, tells of an emergency in them and refreshes its token', async () => {
    const from = { 'x-forwarded-for': newCaller() }
    for (let i = 0; i < 41; i++) await post('/api/messages', posted('bonjour', `busy ${i}`), from)
    const { body: generated } = await post('/v3/directline/tokens/generate', {}, from)
    const auth = { ...from, authorization: `Bearer ${generated.token}` }
    expect((await post('/v3/directline/conversations', {}, auth)).status).toBe(201)
    const at = `/v3/directline/conversations/${generated.conversationId}/activities`
    expect((await post(at, { type: 'message', text: 'bonjour' }, auth)).status).toBe(429)
    expect((await post(at, { type: 'message', text: urgentWords }, auth)).status).toBe(200)
    expect((await post('/v3/directline/tokens/refresh', {}, auth)).status).toBe(200)
  })

  it('one address opens ten times as many conversations as it may send requests', async () => {
    const from = { 'x-forwarded-for': newCaller() }
    const open = async () => (await post('/v3/directline/tokens/generate', {}, from)).status
    const statuses: number[] = []
    for (let i = 0; i < 20; i++) statuses.push(...(await Promise.all(Array.from({ length: 20 }, open))))
    expect(statuses.every((status) => status === 200)).toBe(true)
    expect(await open()).toBe(429)
    expect((await post('/v3/directline/tokens/generate', {})).status).toBe(200)
  }, 30_000)
})

describe("a caller's address", () => {
  const request = (forwarded: string | undefined, remoteAddress: string) =>
    ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }) as never
  it.each([
    ['is the socket’s without a proxy', '6.6.6.6', '10.0.0.1', 0, '10.0.0.1'],
    ['is what our proxy wrote, not what the caller claims', '6.6.6.6, 9.9.9.9', '10.0.0.1', 1, '9.9.9.9'],
    ['is mapped back from IPv6', undefined, '::ffff:10.0.0.1', 0, '10.0.0.1'],
    ['has no port', '203.0.113.7:50123', '10.0.0.1', 1, '203.0.113.7'],
    ['has no port in IPv6', '[2001:db8:1:2::3]:50123', '10.0.0.1', 1, '2001:db8:1:2::/64'],
    ['has no brackets', '[2001:db8:1:2::3]', '10.0.0.1', 1, '2001:db8:1:2::/64'],
    ['is mapped back from IPv6 with a port', '[::ffff:203.0.113.7]:50123', '10.0.0.1', 1, '203.0.113.7'],
    ['is a network of IPv6', undefined, '2001:db8:1:2:3:4:5:6', 0, '2001:db8:1:2::/64'],
    ['is a network of shortened IPv6', undefined, '2001:db8::5', 0, '2001:db8:0:0::/64'],
  ])('%s', (_name, forwarded, remote, proxies, expected) => {
    expect(clientAddress(request(forwarded, remote), proxies)).toBe(expected)
  })
})

describe('a body', () => {
  it.each([
    ['text/plain', '{"type":"message"}', 415],
    ['application/x-www-form-urlencoded', 'type=message', 415],
    ['multipart/form-data; boundary=x', '--x--', 415],
    ['application/json; charset=utf-16', '{}', 415],
    ['application/json; charset=utf-8', '{"type":', 400],
    ['application/json', `{"type":"message","value":${'['.repeat(40)}${']'.repeat(40)}}`, 400],
    ['application/json', '['.repeat(100_000) + ']'.repeat(100_000), 400],
    ['application/json', `{"type":"message","value":[${'1,'.repeat(30_000)}1]}`, 400],
    ['application/json', '{"type":"message","__proto__":{"polluted":true}}', 400],
    ['application/json', JSON.stringify({ type: 'message', text: 'a'.repeat(257 * 1024) }), 413],
  ])('as %s is refused in JSON (%#)', async (type, body, status) => {
    const answer = await post('/api/messages', body, { 'content-type': type })
    expect(answer.status).toBe(status)
    expect(answer.body.error?.code).toBeTruthy()
    expect('polluted' in {}).toBe(false)
  })

  it('of unknown length is refused past the limit', async () => {
    const chunks = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 300; i++) controller.enqueue(new TextEncoder().encode('a'.repeat(1024)))
        controller.close()
      },
    })
    const response = await fetch(`${base}/api/messages`, {
      method: 'POST',
      body: chunks,
      duplex: 'half',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': newCaller() },
    } as RequestInit)
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { error: { code: 'MessageSizeTooBig' } },
    ])
  })

  it('of 250 KB is screened whole', async () => {
    const long = `${'je vais bien aujourd’hui. '.repeat(3_500)} ${urgentWords}`
    expect(kinds(await post('/api/messages', posted(long, 'long')))).toEqual(['urgent'])
  })

  it('is walked without recursion', () => {
    let deep: unknown = 0
    for (let i = 0; i < 200_000; i++) deep = [deep]
    expect(faultOfShape(deep)).toMatch(/nested/)
    expect(faultOfShape({ type: 'message', value: { a: [1, 2] } })).toBe(null)
  })
})

describe('over a raw socket', () => {
  const send = (raw: string, wait = 3_000) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.write(raw))
      let answer = ''
      socket.on('data', (data) => {
        answer += data
        if (answer.includes('\r\n\r\n')) setTimeout(() => socket.destroy(), 50)
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
      socket.setTimeout(wait, () => socket.destroy())
    })
  it.each([
    ['a path out of the site', 'GET /../../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['an encoded path out', 'GET /%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['a backslash path', 'GET /..\\..\\package.json HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['a null byte', 'GET /page.css%00.html HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['the sources', 'GET /src/main.ts HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a huge head', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['a broken method', 'G\u0000T / HTTP/1.1\r\nHost: a\r\n\r\n'],
    [
      'a stream without a token',
      'GET /v3/directline/conversations/x/stream?t= HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    ],
    [
      'an upgrade to an absolute address',
      'GET http://[ HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    ],
  ])('%s is refused and the server lives', async (_name, raw) => {
    const answer = await send(raw)
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d/)
    if (raw.includes('Upgrade'))
      expect(answer).toMatch(/\r\n\r\n\{"error":\{"code":"\w+","message":"[^"]+"\}\}$/)
    expect(answer).not.toMatch(/root:|node_modules|restify|at \w+ \(/)
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
  })

  it('a header in a correlation id is not passed on', async () => {
    const answer = await send(
      'GET /healthz HTTP/1.1\r\nHost: a\r\nX-Request-Id: abcdefgh%0d%0aSet-Cookie:x\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1.1 200/)
    expect(answer.toLowerCase()).not.toContain('set-cookie')
  })
})

describe('an answer', () => {
  it('carries the security headers, and HSTS behind TLS alone', async () => {
    const plain = await fetch(`${base}/`)
    expect(plain.headers.get('x-content-type-options')).toBe('nosniff')
    expect(plain.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://clinique.exemple",
    )
    expect(plain.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(plain.headers.get('strict-transport-security')).toBe(null)
    expect(plain.headers.get('x-powered-by')).toBe(null)
    expect(plain.headers.get('server') ?? '').not.toMatch(/\d/)
    const secure = await fetch(`${base}/`, { headers: { 'x-forwarded-proto': 'https' } })
    expect(secure.headers.get('strict-transport-security')).toContain('max-age=')
    const twice = await fetch(`${base}/`, { headers: { 'x-forwarded-proto': 'HTTPS, http' } })
    expect(twice.headers.get('strict-transport-security')).toContain('max-age=')
  })

  it('echoes a correlation id, and makes one for a strange one', async () => {
    const given = await fetch(`${base}/healthz`, { headers: { 'x-request-id': 'abc-12345' } })
    expect(given.headers.get('x-request-id')).toBe('abc-12345')
    const made = await fetch(`${base}/healthz`, { headers: { 'x-request-id': 'a b"<script>' } })
    expect(made.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  })
})

describe('the log', () => {
  it('holds one JSON object a line, with the correlation id, and no word of anybody', async () => {
    const secret = 'Grenadine-Zanzibar'
    lines.length = 0
    const forged = `${secret}\n{"level":50,"msg":"forged"}\r\n\u2028${secret}`
    await post(
      '/api/messages',
      { ...posted(forged, `log${secret}`), channelId: `a\nb ${secret}` },
      { 'x-request-id': 'request-0001' },
    )
    await post('/api/messages', posted(`${urgentWords} ${secret}`, 'log2'))
    await post('/api/messages', `{"type":"message","text":"${secret}"`)
    await post('/api/messages', {
      ...posted(secret, 'log3'),
      deliveryMode: 'normal',
      serviceUrl: 'no address',
    })
    // Nobody listens at this address: the reply and the apology are not delivered.
    await post('/api/messages', {
      ...posted(secret, 'log4'),
      deliveryMode: 'normal',
      channelId: secret,
    })
    const all = lines.join('')
    expect(all).not.toContain(secret)
    const read = lines.map((line) => JSON.parse(line) as { msg: string; request?: string; kind?: string })
    expect(read.some(({ msg }) => msg === 'forged')).toBe(false)
    expect(read.some(({ request, msg }) => request === 'request-0001' && msg === 'turn')).toBe(true)
    expect(read.some(({ kind }) => kind === 'urgent')).toBe(true)
    expect(read.some(({ msg }) => msg === 'turn failed')).toBe(true)
    expect(read.some(({ msg }) => msg === 'reply not delivered')).toBe(true)
  }, 30_000)
})

describe('words of a person', () => {
  it.each([
    ['right-to-left marks', 'j’ai de la \u202efièvre\u202c depuis hier'],
    ['invisible letters', 'j’ai de la fi\u200bè\u200dvre'],
    ['Cyrillic letters', 'j’ai de la fiеvre'],
    ['wide letters', 'ｊ’ａｉ ｄｅ ｌａ ｆｉèｖｒｅ'],
    ['markup', '<b>j’ai</b> de la <i>fièvre</i><script>alert(1)</script>'],
    ['markdown', '**j’ai** de la [fièvre](javascript:alert(1))'],
  ])('with %s are still screened', async (name, text) => {
    expect(kinds(await post('/api/messages', posted(text, name)))).toEqual(['urgent'])
  })

  it.each([
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    'a'.repeat(100_000),
    '('.repeat(50_000),
  ])('never come back in the reply (%#)', async (text) => {
    const started = performance.now()
    const answer = await post('/api/messages', posted(text, `echo${text.length}${text[0]}`))
    expect(answer.status).toBe(200)
    expect(JSON.stringify(answer.body)).not.toMatch(/onerror|javascript:|aaaaaaaaaa|\(\(\(\(/)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
