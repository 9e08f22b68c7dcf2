import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type StandIn, secret, startStandIn } from '../adapters/direct-line-stand-in.ts'
import { startServer } from '../server.ts'
import { launch, noBrowser } from './browser.ts'
import { toChat } from './page.ts'

let standIn: StandIn
let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser

describe('a Direct Line secret', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    standIn = await startStandIn()
    if (!noBrowser) browser = await launch()
    server = await startServer({
      DIRECT_LINE_SECRET: secret,
      DIRECT_LINE_DOMAIN: standIn.domain,
      ALLOWED_ORIGINS: 'https://exemple.fr',
    })
  }, 120_000)
  beforeEach(() => {
    standIn.recorded.length = 0
    standIn.tokenStatus = 200
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await standIn?.stop()
  })
  const generate = (headers: Record<string, string> = {}) =>
    fetch(`${server.address}/v3/directline/tokens/generate`, { method: 'POST', headers })

  it('is exchanged for a token, with a user id made here and the sites that are trusted', async () => {
    const response = await generate()
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      conversationId: 'azure-1',
      token: 'token.of.azure',
      expires_in: 1800,
      domain: standIn.domain,
    })
    expect(standIn.recorded).toEqual([
      {
        method: 'POST',
        path: '/tokens/generate',
        authorization: `Bearer ${secret}`,
        origin: '',
        body: {
          user: { id: expect.stringMatching(/^dl_[\w-]{22}$/) },
          trustedOrigins: ['https://exemple.fr'],
        },
      },
    ])
  })

  it('is not used for a site that is not listed', async () => {
    expect((await generate({ origin: 'https://voleur.example' })).status).toBe(403)
    expect(standIn.recorded).toEqual([])
  })

  it.each([
    [401, 502],
    [500, 502],
    [429, 429],
  ])(
    'of which the service says %i gives %i in the protocol’s form, without the secret',
    async (said, given) => {
      standIn.tokenStatus = said
      const response = await generate()
      expect(response.status).toBe(given)
      const text = await response.text()
      expect(JSON.parse(text).error.code).toBeTruthy()
      expect(text).not.toContain(secret)
    },
  )

  describe.skipIf(noBrowser)('in a browser', () => {
    it('lets the same widget talk to the service itself', async () => {
      const chat = toChat(await browser.newPage())
      const ours: string[] = []
      chat.page.on('request', (request) => {
        if (request.url().startsWith(`${server.address}/v3/`)) ours.push(new URL(request.url()).pathname)
      })
      await chat.page.goto(server.address)
      const reply = await chat.ask('bonjour')
      expect(await reply.textContent()).toContain('reçu : bonjour')
      expect(await chat.page.locator('.own').count()).toBe(1)
      expect(ours).toEqual(['/v3/directline/tokens/generate'])
      const [first, ...others] = standIn.recorded
      expect(first?.authorization).toBe(`Bearer ${secret}`)
      expect(new Set(others.map(({ authorization }) => authorization))).toEqual(
        new Set(['Bearer token.of.azure']),
      )
      expect(others.map(({ origin }) => origin)).toContain(server.address)
      expect(others.map(({ method, path }) => `${method} ${path}`)).toContain(
        'POST /conversations/azure-1/activities',
      )
      expect(chat.errors).toEqual([])
      // After a page change it is still that service.
      await chat.page.reload()
      await chat.ask('encore')
      expect(ours).toHaveLength(1)
    })
  })
})
