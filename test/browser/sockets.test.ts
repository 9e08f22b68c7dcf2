import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../server.ts'
import { launch, noBrowser } from './browser.ts'
import { toChat } from './page.ts'

const secure = 'https://clinique.example'
let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser

describe.skipIf(noBrowser)('a conversation by sockets that fail', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    server = await startServer({ ALLOWED_ORIGINS: secure })
    browser = await launch()
  }, 120_000)
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('answers by polling at once in a browser that refuses to make one', async () => {
    const context = await browser.newContext()
    await context.addInitScript(() => {
      let made = 0
      class Refused {
        constructor() {
          Object.assign(window, { made: ++made })
          throw new DOMException('An insecure WebSocket connection may not be initiated', 'SecurityError')
        }
      }
      Object.assign(window, { WebSocket: Refused })
    })
    const chat = toChat(await context.newPage())
    await chat.page.goto(server.address)
    await chat.replies.first().waitFor()
    const reply = await chat.ask("j'ai 39,2 de fièvre")
    expect(await reply.getAttribute('role')).toBe('alert')
    expect(await chat.page.locator('.help').count()).toBe(0)
    expect(await chat.page.evaluate(() => (window as unknown as { made: number }).made)).toBe(1)
  })

  it('asks for a secure one on a secure page whose server does not know that it is', async () => {
    // Without the policy of our own pages: under it a browser refuses in silence.
    const chat = toChat(await browser.newPage({ bypassCSP: true }))
    const sockets: string[] = []
    chat.page.on('websocket', (socket) => sockets.push(new URL(socket.url()).origin))
    // Stands for an entry that ends TLS and does not say so to the server behind it.
    await chat.page.route(`${secure}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url())
      const headers = { ...route.request().headers(), host: new URL(secure).host }
      await route.fulfill({
        response: await route.fetch({ url: server.address + pathname + search, headers }),
      })
    })
    await chat.page.goto(secure)
    await chat.replies.first().waitFor()
    expect(await (await chat.ask('bonjour')).textContent()).toContain('onjour')
    expect(new Set(sockets)).toEqual(new Set(['wss://clinique.example']))
  })
})
