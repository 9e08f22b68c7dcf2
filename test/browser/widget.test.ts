import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/adapters/files/read-sources.ts'
import { startServer } from '../server.ts'
import { launch, noBrowser } from './browser.ts'

const shots = join(projectRoot, 'test/shots')
let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser
let page: Page
const errors: string[] = []

describe.skipIf(noBrowser)('the widget in a browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true })
    server = await startServer()
    browser = await launch()
    page = await browser.newPage({ viewport: { width: 390, height: 780 }, locale: 'fr-FR' })
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(server.address)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  const ask = async (text: string) => {
    const before = await page.locator('.reply').count()
    await page.getByRole('textbox', { name: 'Votre question' }).fill(text)
    await page.keyboard.press('Enter')
    await page.locator('.reply').nth(before).waitFor()
    return page.locator('.reply').nth(before)
  }
  const shoot = (name: string) => page.screenshot({ path: join(shots, `${name}.png`) })

  it('says that it is a robot', async () => {
    await page.locator('.reply').first().waitFor()
    expect(await page.locator('.reply').first().textContent()).toContain('robot')
    expect(await page.locator('.reply').first().getByRole('button').count()).toBe(4)
    await shoot('welcome')
  })

  it('answers a typed question with its citations', async () => {
    const reply = await ask('je peux manger des sushis avec mes blancs bas ?')
    expect(await reply.textContent()).toMatch(/cru/)
    const mark = reply.locator('sup a').first()
    const number = (await mark.textContent())?.replace(/\D/g, '')
    await mark.click()
    expect(
      await page.evaluate(() =>
        document.querySelector('assistant-leucopenie')?.shadowRoot?.activeElement?.getAttribute('value'),
      ),
    ).toBe(number)
    await shoot('answer')
  })

  it('answers a pressed option', async () => {
    const before = await page.locator('.reply').count()
    const button = page.locator('.reply').last().locator('.options button').first()
    const label = await button.textContent()
    await button.click()
    await page.locator('.reply').nth(before).waitFor()
    expect(await page.locator('.reply').nth(before).locator('.asked').textContent()).toBe(label)
  })

  it('shows the urgent reply as an alert with numbers to call', async () => {
    const reply = await ask("j'ai 39,2 de fièvre")
    expect(await reply.getAttribute('role')).toBe('alert')
    const links = await reply
      .locator('.calls a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    expect(links).toEqual(['tel:15', 'tel:112', 'sms:114', 'tel:3114'])
    await shoot('urgent')
  })

  it('tells who wrote in another language so, in a paragraph of that language', async () => {
    const reply = await ask('how much does a new dishwasher cost where you live')
    const own = reply.locator('p[lang=en]')
    expect(await own.textContent()).toContain('112')
    expect(await own.getAttribute('dir')).toBe('auto')
    const paragraphs = await reply.locator('p').allTextContents()
    expect(paragraphs.filter((text) => text.includes('in French'))).toHaveLength(1)
    expect(paragraphs.join(' ')).toContain('Je ne sais pas')
    await shoot('other-language')
  })

  it('runs nothing that a person types', async () => {
    await ask('<img src=x onerror="document.title=1"> **gras**')
    expect(await page.title()).not.toBe('1')
    expect(await page.locator('.own').last().locator('img').count()).toBe(0)
  })

  it('keeps the conversation over a reload, without doubles', async () => {
    const before = await page.locator('.log > div').count()
    await page.reload()
    await page.locator('.reply').first().waitFor()
    expect(await page.locator('.log > div').count()).toBe(before)
    const reply = await ask('merci')
    expect(await reply.textContent()).toContain('plaisir')
  })

  it('closes with Escape, gives the focus back, and erases on request', async () => {
    await page.keyboard.press('Escape')
    expect(
      await page.evaluate(
        () => document.querySelector('assistant-leucopenie')?.shadowRoot?.activeElement?.className,
      ),
    ).toBe('launcher')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Effacer la conversation' }).click()
    await page.locator('.reply').first().waitFor()
    expect(await page.locator('.own').count()).toBe(0)
  })

  it('leaves no error in the console', () => {
    expect(errors).toEqual([])
  })

  it('shows the questions and the emergency numbers without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const plain = await context.newPage()
    await plain.goto(`${server.address}/faq`)
    expect(await plain.locator('article').count()).toBeGreaterThan(80)
    expect(await plain.locator('a[href="tel:15"]').count()).toBe(1)
    await plain.goto(server.address)
    expect(await plain.locator('noscript').textContent()).toContain('15')
    await context.close()
  })
})
