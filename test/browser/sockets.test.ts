import { describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { soon, toChat } from './page.ts'
import { useBrowser } from './stage.ts'

const secure = 'https://clinique.example'

describe.skipIf(noBrowser)('a conversation by sockets that fail', { timeout: 120_000 }, () => {
  const stage = useBrowser({ ALLOWED_ORIGINS: secure })

  it('answers by polling at once in a browser that refuses to make one', async () => {
    const context = await stage.browser.newContext()
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
    await chat.page.goto(stage.server.address)
    await chat.replies.first().waitFor()
    const reply = await chat.ask("j'ai 39,2 de fièvre")
    expect(await reply.getAttribute('role')).toBe('alert')
    expect(await chat.page.locator('.help').count()).toBe(0)
    expect(await chat.page.evaluate(() => (window as unknown as { made: number }).made)).toBe(1)
  })

  it('asks for a secure one on a secure page whose server does not know that it is', async () => {
    // Without the policy of our own pages: under it a browser refuses in silence.
    const chat = toChat(await stage.browser.newPage({ bypassCSP: true }))
    const sockets: string[] = []
    chat.page.on('websocket', (socket) => sockets.push(new URL(socket.url()).origin))
    // Stands for an entry that ends TLS and does not say so to the server behind it.
    await chat.page.route(`${secure}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url())
      const headers = { ...route.request().headers(), host: new URL(secure).host }
      await route.fulfill({
        response: await route.fetch({ url: stage.server.address + pathname + search, headers }),
      })
    })
    await chat.page.goto(secure)
    await chat.replies.first().waitFor()
    expect(await (await chat.ask('bonjour')).textContent()).toContain('onjour')
    expect(new Set(sockets)).toEqual(new Set(['wss://clinique.example']))
  })

  it('answers although an open one brings nothing any more', async () => {
    const chat = toChat(await stage.browser.newPage())
    let isDead = false
    let made = 0
    await chat.page.routeWebSocket(/stream/, (socket) => {
      made++
      socket.connectToServer().onMessage((frame) => {
        if (!isDead) socket.send(frame)
      })
    })
    await chat.page.goto(stage.server.address)
    await chat.replies.first().waitFor()
    isDead = true
    const reply = await chat.ask("j'ai 39,2 de fièvre")
    expect(await reply.getAttribute('role')).toBe('alert')
    // Its next beat stays out, too: another one takes its place.
    await expect.poll(() => made, { timeout: 40_000 }).toBe(2)
  })

  it('brings the welcome after a page change before the first frame', async () => {
    const chat = toChat(await stage.browser.newPage())
    let isHeld = true
    await chat.page.routeWebSocket(/stream/, (socket) => {
      if (!isHeld) socket.connectToServer()
    })
    await chat.page.goto(stage.server.address)
    const watermark = () =>
      chat.page.evaluate(
        () => JSON.parse(sessionStorage.getItem('assistant-leucopenie') ?? '{}').session?.watermark,
      )
    await expect.poll(watermark, soon).toBe('')
    isHeld = false
    await chat.page.reload()
    await chat.replies.first().waitFor()
    expect(await chat.replies.first().textContent()).toContain('robot')
    await chat.ask('merci')
    expect(await chat.replies.count()).toBe(2)
  })

  it('brings the answer given before a socket that drops without a frame', async () => {
    const chat = toChat(await stage.browser.newPage())
    const cut: (() => Promise<void>)[] = []
    await chat.page.routeWebSocket(/stream/, (socket) => {
      if (cut.length > 0) socket.connectToServer()
      cut.push(() => socket.close({ code: 1011 }))
    })
    await chat.page.goto(stage.server.address)
    await expect.poll(() => cut.length, soon).toBe(1)
    await chat.field.fill("j'ai 39,2 de fièvre")
    const posted = chat.page.waitForResponse((response) => response.url().endsWith('/activities'))
    await chat.field.press('Enter')
    await posted
    await cut[0]?.()
    const alert = chat.page.locator('.urgent')
    await alert.waitFor()
    expect(await chat.replies.count()).toBe(2)
    expect(await chat.page.locator('.own').count()).toBe(1)
  })

  it('shows nothing twice when the server tells a conversation again from its start', async () => {
    const chat = toChat(await stage.browser.newPage())
    await chat.page.goto(stage.server.address)
    // Else the welcome may be taken for the answer, which then comes after the reload, new.
    await chat.replies.first().waitFor()
    await chat.ask("j'ai 39,2 de fièvre")
    const texts = () => chat.page.locator('.log > div').allTextContents()
    const before = await texts()
    // What a service leaves whose frames carry no watermark.
    await chat.page.evaluate(() => {
      const key = 'assistant-leucopenie'
      const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}')
      kept.session.watermark = ''
      sessionStorage.setItem(key, JSON.stringify(kept))
    })
    await chat.page.reload()
    await chat.replies.nth(1).waitFor()
    await chat.ask('merci')
    expect((await texts()).slice(0, before.length)).toEqual(before)
    expect(await chat.replies.count()).toBe(3)
    expect(await chat.page.getByRole('alert').count()).toBe(0)
  })
})
