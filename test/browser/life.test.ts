import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startServer } from '../server.ts'
import { launch, noBrowser } from './browser.ts'
import { type Chat, openChat, soon, toChat } from './page.ts'
import { type OfficeProxy, startProxy } from './proxy.ts'

const key = 'k'.repeat(40)
let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser
let proxy: OfficeProxy | null = null
const conversationOf = ({ page }: Chat) =>
  page.evaluate(
    () => JSON.parse(sessionStorage.getItem('assistant-leucopenie') ?? '{}').session?.conversationId,
  )
const texts = ({ page }: Chat) => page.locator('.log > div').allTextContents()

describe.skipIf(noBrowser)('the life of a conversation', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    server = await startServer({ TOKEN_KEY: key })
    browser = await launch()
  }, 120_000)
  afterEach(async () => {
    vi.useRealTimers()
    await Promise.all(browser.contexts().map((context) => context.close()))
    await proxy?.stop()
    proxy = null
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('loads 3 KB at most before the first click, calls nothing and stores nothing', async () => {
    const chat = toChat(await browser.newPage())
    const asked: string[] = []
    let weight = 0
    chat.page.on('requestfinished', async (request) => {
      asked.push(new URL(request.url()).pathname)
    })
    chat.page.on('response', async (response) => {
      if (response.url().endsWith('/widget.js')) weight = Number(response.headers()['content-length'])
    })
    await chat.page.goto(`${server.address}/faq`)
    const launcher = chat.page.getByRole('button', { name: 'Poser une question' })
    await launcher.waitFor()
    await chat.page.waitForLoadState('networkidle')
    expect(asked.sort()).toEqual(['/faq', '/page.css', '/widget.js'])
    expect(weight).toBeGreaterThan(500)
    expect(weight).toBeLessThanOrEqual(3 * 1024)
    const kept = () => chat.page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie])
    expect(await kept()).toEqual([0, 0, ''])
    await launcher.click()
    await chat.replies.first().waitFor()
    expect(await chat.focused()).toBe('field')
    expect(await kept()).toEqual([1, 0, ''])
    expect(chat.errors).toEqual([])
  })

  it('goes on after a server restart: the transcript stays, options still work, nothing is greeted twice', async () => {
    const { port } = new URL(server.address)
    const chat = await openChat(browser, server.address)
    const answer = await chat.ask('je peux manger des sushis avec mes blancs bas ?')
    const before = await texts(chat)
    const old = await conversationOf(chat)
    await server.stop()
    await chat.page.locator('.help').waitFor()
    server = await startServer({ TOKEN_KEY: key, PORT: port })
    await expect.poll(() => conversationOf(chat), { timeout: 30_000 }).not.toBe(old)
    expect(await texts(chat)).toEqual(before)
    const option = answer.locator('.options button').first()
    const label = await option.textContent()
    const count = await chat.replies.count()
    await option.click()
    expect(await (await chat.next(count)).locator('.asked').textContent()).toBe(label)
    expect(await chat.replies.count()).toBe(count + 1)
  })

  it('begins anew in silence when the token has expired, and sends what was typed', async () => {
    const now = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now })
    const slow = await startServer({ TOKEN_KEY: key })
    const chat = await openChat(browser, slow.address)
    const old = await conversationOf(chat)
    vi.setSystemTime(now + 31 * 60_000)
    const reply = await chat.ask("c'est quoi une leucopénie ?")
    expect(await reply.locator('.asked').textContent()).toContain('leucopénie')
    expect(await conversationOf(chat)).not.toBe(old)
    expect(await chat.page.locator('.own').count()).toBe(1)
    expect(await chat.replies.count()).toBe(2)
    await chat.page.context().close()
    await slow.stop()
  })

  it('is the same in a second tab, each showing what the other asks', async () => {
    const first = await openChat(browser, server.address)
    await first.ask('bonjour')
    const [popup] = await Promise.all([
      first.page.waitForEvent('popup'),
      first.page.evaluate(() => void window.open(location.href)),
    ])
    const second = toChat(popup)
    await expect.poll(() => second.replies.count(), soon).toBe(2)
    expect(await conversationOf(second)).toBe(await conversationOf(first))
    await second.ask('merci')
    await expect.poll(() => first.replies.count(), { timeout: 10_000 }).toBe(3)
    expect(await first.page.locator('.own').count()).toBe(2)
    await first.ask('ça se soigne ?')
    await expect.poll(() => second.replies.count(), { timeout: 10_000 }).toBe(4)
    expect(await second.page.locator('.own').count()).toBe(3)
  })

  it('says that it is offline, keeps what is sent and sends it once when the line is back', async () => {
    const chat = await openChat(browser, server.address)
    await chat.page.context().setOffline(true)
    await chat.field.fill('ça se soigne ?')
    await chat.field.press('Enter')
    await chat.page.locator('.own .note').waitFor()
    const hrefs = await chat.page
      .locator('.help a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    expect(hrefs.slice(0, 3)).toEqual(['tel:15', 'tel:112', 'sms:114'])
    await chat.shoot('offline')
    await chat.page.reload().catch(() => undefined)
    await chat.page.context().setOffline(false)
    await chat.page.goto(server.address)
    await expect.poll(() => chat.replies.count(), { timeout: 15_000 }).toBe(2)
    expect(await chat.page.locator('.own').count()).toBe(1)
    expect(await chat.page.locator('.own .note').count()).toBe(0)
    expect(await chat.page.locator('.help').count()).toBe(0)
  })

  it('polls where sockets are refused, and one lost request does not end that', async () => {
    proxy = await startProxy(server.address)
    const chat = await openChat(browser, proxy.address)
    await expect
      .poll(() => proxy?.asked.filter((asked) => /GET .*activities/.test(asked)).length, { timeout: 10_000 })
      .toBeGreaterThan(1)
    let lost = 0
    proxy.drop = (asked) => /GET .*activities/.test(asked) && lost++ === 0
    await expect.poll(() => lost, { timeout: 10_000 }).toBeGreaterThan(1)
    const reply = await chat.ask('ça se soigne ?')
    expect(await reply.locator('.asked').count()).toBe(1)
    expect(await chat.page.locator('.help').count()).toBe(0)
  })

  it('never sends twice what the server took while its answer was lost', async () => {
    proxy = await startProxy(server.address)
    const chat = await openChat(browser, proxy.address)
    let answers = 0
    proxy.drop = (asked) => asked.startsWith('POST') && asked.includes('/activities') && answers++ === 0
    await chat.ask('ça se soigne ?')
    await chat.page.waitForTimeout(1000)
    expect(await chat.page.locator('.own').count()).toBe(1)
    expect(await chat.replies.count()).toBe(2)
  })

  it('keeps a half-typed question over a page change', async () => {
    const chat = await openChat(browser, server.address)
    await chat.field.fill('une question à moit')
    await chat.page.goto(`${server.address}/faq`)
    await expect.poll(() => chat.field.inputValue(), soon).toBe('une question à moit')
  })

  it('opens again without its server: what was loaded is not asked for again', async () => {
    const chat = await openChat(browser, server.address)
    const scripts: string[] = []
    chat.page.on('request', (request) => {
      if (request.url().includes('widget-chat')) scripts.push(request.url())
    })
    for (let times = 0; times < 2; times++) {
      await chat.page.getByRole('button', { name: 'Fermer le tchat' }).click()
      await chat.page.context().setOffline(true)
      await chat.page.getByRole('button', { name: 'Poser une question sur la leucopénie' }).click()
      await chat.field.waitFor()
      await chat.page.context().setOffline(false)
    }
    expect(scripts).toEqual([])
  })

  it('shows the numbers and the plain answers when its script cannot be loaded', async () => {
    const chat = toChat(await browser.newPage())
    await chat.page.goto(`${server.address}/faq`)
    await chat.page.context().setOffline(true)
    await chat.page.getByRole('button', { name: 'Poser une question' }).click()
    const help = chat.page.locator('.help')
    await help.waitFor()
    expect(
      await help.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href'))),
    ).toEqual(['tel:15', 'tel:112', 'sms:114', `${server.address}/faq`])
    await chat.page.context().setOffline(false)
    await chat.page.getByRole('button', { name: 'Poser une question' }).click()
    await chat.replies.first().waitFor()
    expect(await help.count()).toBe(0)
  })
})
