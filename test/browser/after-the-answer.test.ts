import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../server.ts'
import { launch, noBrowser } from './browser.ts'
import { type Chat, openChat, soon } from './page.ts'

let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser
let chat: Chat
const posted: Record<string, unknown>[] = []

describe.skipIf(noBrowser)('what can be done with an answer', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    server = await startServer()
    browser = await launch()
    chat = await openChat(browser, server.address, { permissions: ['clipboard-read', 'clipboard-write'] })
    chat.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/activities'))
        posted.push(request.postDataJSON())
    })
    await chat.ask('je peux manger des sushis avec mes blancs bas ?')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  const status = () => chat.page.getByRole('status')

  it('an opinion leaves as an event with the passage and no text, and can be changed', async () => {
    const useful = chat.page.getByRole('button', { name: 'Utile', exact: true })
    const notUseful = chat.page.getByRole('button', { name: 'Pas utile' })
    posted.length = 0
    await useful.click()
    await expect.poll(() => status().textContent(), soon).toContain('Merci')
    expect(await useful.getAttribute('aria-pressed')).toBe('true')
    await useful.click()
    await notUseful.click()
    expect(await useful.getAttribute('aria-pressed')).toBe('false')
    await expect.poll(() => posted.length, soon).toBe(2)
    expect(posted.map(({ type, name, text, value }) => ({ type, name, text, value }))).toEqual([
      { type: 'event', name: 'feedback', value: { useful: true, passage: expect.any(String) } },
      { type: 'event', name: 'feedback', value: { useful: false, passage: expect.any(String) } },
    ])
    expect(posted[0]?.replyToId).toMatch(/\|\d+$/)
    expect(await chat.replies.count()).toBe(2)
  })

  it('an opinion stays given over a reload, and can still be changed', async () => {
    await chat.page.reload()
    const useful = chat.page.getByRole('button', { name: 'Utile', exact: true })
    const notUseful = chat.page.getByRole('button', { name: 'Pas utile' })
    await notUseful.waitFor()
    posted.length = 0
    expect(await notUseful.getAttribute('aria-pressed')).toBe('true')
    await notUseful.click()
    await useful.click()
    await expect.poll(() => posted.length, soon).toBe(1)
    expect(posted[0]?.value).toMatchObject({ useful: true })
  })

  it('is copied with its sources', async () => {
    await chat.page.getByRole('button', { name: 'Copier avec les sources' }).click()
    await expect.poll(() => status().textContent(), soon).toContain('copiée')
    const copied = await chat.page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/^Quels aliments faut-il éviter \?\n\n/)
    expect(copied).toMatch(/\n\nSources :\n\[18\] Leucopénie/)
    expect(copied).not.toContain('**')
  })

  it('is copied where the page has no clipboard object', async () => {
    await chat.page.evaluate(() => navigator.clipboard.writeText('autre chose'))
    await chat.page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
    })
    await chat.page.getByRole('button', { name: 'Copier avec les sources' }).click()
    await chat.page.evaluate(() => Reflect.deleteProperty(navigator, 'clipboard'))
    await expect
      .poll(() => chat.page.evaluate(() => navigator.clipboard.readText()), soon)
      .toContain('Quels aliments faut-il éviter ?')
  })

  it('stands with the questions on a list for the doctor, printed alone', async () => {
    await chat.page.getByRole('button', { name: 'Préparer mon rendez-vous' }).click()
    const list = chat.page.getByRole('region', { name: 'Pour mon rendez-vous' })
    expect(await list.textContent()).toContain('je peux manger des sushis avec mes blancs bas ?')
    expect(await list.locator('dt').allTextContents()).toEqual(['Quels aliments faut-il éviter ?'])
    expect(await list.textContent()).toContain('[18] Leucopénie')
    await chat.page.getByRole('button', { name: 'Imprimer la liste' }).click()
    const printed = await chat.page.locator('assistant-leucopenie').evaluate((element) => {
      const page = element.shadowRoot?.querySelector('iframe')?.contentDocument
      return {
        title: page?.title,
        text: page?.body.textContent,
        buttons: page?.querySelectorAll('button').length,
      }
    })
    expect(printed.title).toBe('Pour mon rendez-vous')
    expect(printed.text).toContain('Quels aliments faut-il éviter ?')
    expect(printed.text).toContain('Mes notes')
    expect(printed.buttons).toBe(0)
    await chat.page.getByRole('button', { name: 'Revenir à la conversation' }).click()
    expect(await chat.focused()).toBe('Préparer mon rendez-vous')
    expect(await chat.page.locator('.log').isVisible()).toBe(true)
  })

  it('never hides an urgent reply behind that list', async () => {
    await chat.page.getByRole('button', { name: 'Préparer mon rendez-vous' }).click()
    const reply = await chat.ask("j'ai 39,2 de fièvre")
    expect(await reply.getAttribute('role')).toBe('alert')
    expect(await reply.getByRole('link', { name: 'Appeler le 15' }).isVisible()).toBe(true)
    expect(await chat.page.getByRole('region', { name: 'Pour mon rendez-vous' }).count()).toBe(0)
  })

  it('counts down near the limit, and sends nothing too long', async () => {
    await chat.field.fill('a'.repeat(1700))
    expect(await chat.page.locator('.count').textContent()).toBe('')
    await chat.field.fill('a'.repeat(1900))
    expect(await chat.page.locator('.count').textContent()).toBe('Caractères restants : 100')
    await chat.field.fill('a'.repeat(2100))
    expect(await chat.field.getAttribute('aria-invalid')).toBe('true')
    posted.length = 0
    await chat.field.press('Enter')
    expect(await chat.field.inputValue()).toHaveLength(2100)
    expect(posted).toEqual([])
    await chat.field.fill('')
    expect(chat.errors).toEqual([])
  })
})

describe.skipIf(noBrowser)('the plain page of answers', { timeout: 120_000 }, () => {
  it('tells search engines each question once, under its policy, with an anchor for each', async () => {
    const own = await startServer()
    const reader = await launch()
    const page = await reader.newPage()
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(`${own.address}/faq`)
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')
    expect(data['@type']).toBe('FAQPage')
    const questions = data.mainEntity.map(({ name }: { name: string }) => name)
    expect(new Set(questions).size).toBe(questions.length)
    expect(questions).toEqual(await page.locator('article h3').allTextContents())
    expect(JSON.stringify(data)).not.toMatch(/\*\*|\[\d+\]/)
    for (const { '@id': id, acceptedAnswer } of data.mainEntity) {
      expect(acceptedAnswer.text.length).toBeGreaterThan(50)
      expect(await page.evaluate((target) => document.getElementById(target) !== null, id.slice(1))).toBe(
        true,
      )
    }
    const dead = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
        .map(({ hash }) => decodeURIComponent(hash.slice(1)))
        .filter((id) => !document.getElementById(id)),
    )
    expect(dead).toEqual([])
    expect(errors).toEqual([])
    await reader.close()
    await own.stop()
  })
})
