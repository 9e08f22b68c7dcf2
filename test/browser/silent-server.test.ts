import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { openChat, toChat } from './page.ts'
import { type OfficeProxy, startProxy } from './proxy.ts'
import { useBrowser } from './stage.ts'

/** Well under the twenty seconds after which a request is given up. */
const early = { timeout: 9000 }
const numbers = ['tel:15', 'tel:112', 'sms:114']

describe.skipIf(noBrowser)('a server that takes what is asked and says nothing', { timeout: 120_000 }, () => {
  const stage = useBrowser()
  let proxy: OfficeProxy
  beforeEach(async () => {
    proxy = await startProxy(stage.server.address)
  })
  afterEach(async () => {
    await proxy.stop()
  })

  it('leaves nobody without the numbers, and its answer still comes', async () => {
    const { page, field, replies } = await openChat(stage.browser, proxy.address)
    proxy.hold = (asked) => asked.startsWith('POST')
    await field.fill("j'ai 39,2 de fièvre")
    await field.press('Enter')
    const help = page.locator('.help')
    await help.waitFor(early)
    expect(await help.getAttribute('role')).toBe('alert')
    expect(await help.textContent()).toContain('ne répond pas')
    const hrefs = await help
      .locator('.calls a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    expect(hrefs).toEqual(numbers)
    // That other requests are answered takes nothing away.
    const polled = proxy.asked.length
    await expect.poll(() => proxy.asked.length, early).toBeGreaterThan(polled + 1)
    expect(await help.count()).toBe(1)
    proxy.release()
    await page.locator('.urgent').waitFor()
    await help.waitFor({ state: 'detached' })
    expect(await replies.count()).toBe(2)
    expect(await page.locator('.own .note').count()).toBe(0)
  })

  it('at the first word too', async () => {
    const chat = toChat(await stage.browser.newPage())
    proxy.hold = (asked) => asked.includes('/v3/directline/')
    await chat.page.goto(proxy.address)
    const help = chat.page.locator('.help')
    await help.waitFor(early)
    expect(await help.getByRole('link', { name: 'Appeler le 15' }).isVisible()).toBe(true)
    proxy.release()
    await chat.replies.first().waitFor()
    await help.waitFor({ state: 'detached' })
  })

  it('keeps the same words when a request is given up', async () => {
    const { page, field } = await openChat(stage.browser, proxy.address)
    proxy.hold = (asked) => asked.includes('/v3/directline/')
    await field.fill('ça se soigne ?')
    await field.press('Enter')
    const help = page.locator('.help')
    await help.waitFor(early)
    await page.waitForEvent('requestfailed', {
      predicate: (request) => request.method() === 'POST',
      timeout: 40_000,
    })
    await page.waitForTimeout(500)
    expect(await help.textContent()).toContain('ne répond pas')
    proxy.release()
    await page.locator('.reply .asked').waitFor()
    expect(await page.locator('.own').count()).toBe(1)
  })

  it('holds up its script: the numbers and the plain answers come, then the chat', async () => {
    const chat = toChat(await stage.browser.newPage())
    const launcher = chat.page.getByRole('button', { name: 'Poser une question' })
    proxy.hold = (asked) => asked.includes('/widget-chat.js')
    await chat.page.goto(`${proxy.address}/faq`)
    await launcher.click()
    const help = chat.page.locator('.help')
    await help.waitFor(early)
    expect(
      await help.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href'))),
    ).toEqual([...numbers, `${proxy.address}/faq`])
    expect(await launcher.getAttribute('aria-busy')).toBe(null)
    // A new click asks anew.
    await launcher.click()
    const scripts = () => proxy.asked.filter((asked) => asked.includes('/widget-chat.js')).length
    await expect.poll(scripts, early).toBe(2)
    proxy.release()
    await chat.replies.first().waitFor()
    expect(await help.count()).toBe(0)
    expect(await chat.page.locator('.panel').count()).toBe(1)
  })

  it('leaves the numbers where a closed chat is opened again', async () => {
    const { page, replies } = await openChat(stage.browser, proxy.address)
    await replies.first().waitFor()
    await page.context().setOffline(true)
    await page.locator('.help').waitFor()
    await page.getByRole('button', { name: 'Fermer le tchat' }).click()
    await page.getByRole('button', { name: 'Poser une question' }).click()
    await page.getByRole('link', { name: 'Appeler le 15' }).waitFor()
  })

  it.each([
    ['a socket', () => stage.server.address],
    ['polling', () => proxy.address],
  ])('keeps the numbers by %s until the message has left, whatever else is answered', async (_, address) => {
    const { page, field } = await openChat(stage.browser, address())
    // The socket, too, is open by now.
    await page.waitForTimeout(600)
    await page.route(/\/activities$/, (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 503 }) : route.continue(),
    )
    const help = page.locator('.help')
    const read = page.waitForResponse((answer) => answer.request().method() === 'GET' && answer.ok())
    await field.fill("j'ai 39 de fièvre")
    await field.press('Enter')
    await help.waitFor(early)
    await read
    const status = page.locator('.status')
    for (let times = 0; times < 8; times++) {
      expect(await help.count()).toBe(1)
      expect(await status.textContent()).not.toContain('revenue')
      await page.waitForTimeout(250)
    }
    await page.unroute(/\/activities$/)
    await page.locator('.urgent').waitFor()
    await help.waitFor({ state: 'detached' })
  })
})
