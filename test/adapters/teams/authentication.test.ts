import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Running, start } from '../../../src/main.ts'
import { startConnector } from './connector.ts'
import { appId, cloudOf, environment, issuer, startKeyServer } from './keys.ts'

type KeyServer = Awaited<ReturnType<typeof startKeyServer>>
let keys: KeyServer
let connector: Awaited<ReturnType<typeof startConnector>>
let server: Running
const lines: string[] = []
const { error, warn } = console
beforeAll(async () => {
  keys = await startKeyServer()
  connector = await startConnector()
  const settings = { PORT: '0', LOG_LEVEL: 'warn', ...environment }
  const logTo = { write: (line: string) => void lines.push(line) }
  server = await start(settings, cloudOf(keys.metadata), { logTo, console })
}, 90_000)
afterAll(async () => {
  Object.assign(console, { error, warn })
  await Promise.all([server, keys, connector].map((part) => part.stop()))
})

const post = (authorization?: string, fields: object = {}) =>
  fetch(`${server.address.replace('localhost', '127.0.0.1')}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    body: JSON.stringify({
      type: 'message',
      text: 'bonjour',
      id: '1',
      channelId: 'msteams',
      serviceUrl: connector.address,
      conversation: { id: 'a:1' },
      from: { id: '29:anne' },
      recipient: { id: `28:${appId}` },
      ...fields,
    }),
  })
const bearer = async (...parts: Parameters<KeyServer['token']>) => `Bearer ${await keys.token(...parts)}`
const right = () => ({ serviceurl: connector.address })

// First, because the library keeps keys for a day once it has them.
describe('a key server', () => {
  const expectUnavailable = async () => {
    const response = await post(await bearer(right()))
    expect(response.status).toBe(503)
    const text = await response.text()
    expect(text).not.toContain('127.0.0.1')
    expect(text).not.toContain(String(keys.port))
  }

  it('that nobody reaches gives 503 without its address', async () => {
    await keys.stop()
    await expectUnavailable()
    await keys.restart()
  })

  it('that fails gives 503 without its address', async () => {
    keys.answer(500)
    await expectUnavailable()
    keys.answer(200)
  })
})

describe('with credentials', () => {
  it("a token of the channel's passes, and the reply goes to its service with our own token", async () => {
    connector.take()
    expect((await post(await bearer(right()))).status).toBe(200)
    const [sent] = connector.take()
    expect(sent?.authorization).toBe('Bearer ours')
    expect(sent?.activity.text).toBeTruthy()
  })

  const otherTenant = 'https://sts.windows.net/aaaaaaaa-2222-3333-4444-555555555555/'
  const refused: [string, () => Promise<string | undefined>, object?][] = [
    ['no header', async () => undefined],
    ['an empty header', async () => ''],
    ['garbage', async () => 'Bearer abc'],
    ['another scheme', async () => 'Basic YTpi'],
    ['a token of half a signature', async () => (await bearer(right())).slice(0, -40)],
    ['a wrong signature', () => bearer(right(), { forged: true })],
    ['an unknown key', () => bearer(right(), { header: { kid: 'k2' } })],
    ['another issuer', () => bearer({ ...right(), iss: `${issuer}.evil` })],
    ["another tenant's issuer", () => bearer({ ...right(), iss: otherTenant, appid: appId, ver: '1.0' })],
    ['another audience', () => bearer({ ...right(), aud: 'bot' })],
    ['an expired token', () => bearer(right(), { lifetime: -1000 })],
    ['a token for later', () => bearer({ ...right(), nbf: Math.floor(Date.now() / 1000) + 5000 })],
    ["another service's address", () => bearer({ serviceurl: 'https://evil.exemple.fr/' })],
    ["no service's address", () => bearer({})],
    ['a channel the key is not for', () => bearer(right()), { channelId: 'slack' }],
  ]
  it.each(refused)('%s gets 401 and runs nothing', async (_name, header, fields) => {
    connector.take()
    const response = await post(await header(), fields)
    expect(response.status).toBe(401)
    expect(await response.json()).toHaveProperty('error.code', 'Unauthorized')
    expect(connector.take()).toEqual([])
  })

  it('an unsigned token gets 401', async () => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { iss: issuer, aud: appId, exp: Date.now(), ...right() }
    const token = `${encode({ alg: 'none', kid: 'k1' })}.${encode(claims)}.`
    expect((await post(`Bearer ${token}`)).status).toBe(401)
  })
})

describe('what the library says on the console', () => {
  it.each([
    ['an expired token', { lifetime: -1000 }],
    ['a wrong signature', { forged: true }],
  ])('of %s is one line of the log, without its words', async (_name, options) => {
    lines.length = 0
    await post(await bearer(right(), options))
    const said = lines.filter((line) => line.includes('a library complained'))
    expect(said).toHaveLength(1)
    expect(JSON.parse(said[0] ?? '')).toMatchObject({ level: 50, request: expect.any(String) })
    expect(said[0]).toContain('jwtTokenExtractor')
    expect(said[0]).not.toMatch(/Available keys|has expired|jwt expired/)
  })
})

describe('a channel', () => {
  it('that takes no reply gets 502 without its address', async () => {
    const gone = await startConnector()
    await gone.stop()
    const token = await bearer({ serviceurl: gone.address })
    const response = await post(token, { serviceUrl: gone.address })
    expect(response.status).toBe(502)
    expect(await response.text()).not.toContain('127.0.0.1')
  }, 180_000)
})
