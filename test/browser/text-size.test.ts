import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../server.ts'
import { launch, noBrowser } from './browser.ts'
import { type Chat, desktop, toChat } from './page.ts'

let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser

/** Ways to have text at 400 %, each with the size that the widget's text then has. */
const ways: [name: string, size: string, enlarge: (page: Page) => Promise<unknown>][] = [
  [
    "the browser's own text size",
    '64px',
    async (page) => {
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: 64, fixed: 52 } })
    },
  ],
  [
    "a style sheet of the person's",
    '64px',
    (page) =>
      page.locator('assistant-leucopenie').evaluate((element) => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync('.panel,.launcher{font-size:400%!important}')
        element.shadowRoot?.adoptedStyleSheets.push(sheet)
      }),
  ],
  [
    "the page's root, which is not the widget's business",
    '16px',
    (page) => page.evaluate(() => document.documentElement.style.setProperty('font-size', '400%')),
  ],
]

/** What is wrong with the panel as it stands: a sideways scroll, something cut off, two things on one place, an empty end. */
function faults(panel: Element): string[] {
  const name = (part: Element) => `${part.tagName} ${part.className} ${part.textContent?.slice(0, 30)}`
  const isShown = (part: Element) =>
    part.getClientRects().length > 0 && part.clientWidth > 1 && getComputedStyle(part).display !== 'inline'
  const parts = [panel, ...panel.querySelectorAll('*')].filter(isShown)
  const wide = parts.filter((part) => part.scrollWidth > part.clientWidth + 1)
  const high = parts.filter(
    (part) => part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflowY === 'hidden',
  )
  const meet = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
  const overlaps = (all: Element[]) =>
    all.flatMap((one, i) =>
      all
        .slice(i + 1)
        .filter((other) => meet(one.getBoundingClientRect(), other.getBoundingClientRect()))
        .map((other) => `overlap: ${name(one)} and ${name(other)}`),
    )
  const rows = parts.filter((part) => part.parentElement === panel)
  const end = Math.max(...rows.map((row) => row.getBoundingClientRect().bottom))
  const empty = panel.getBoundingClientRect().top + panel.scrollHeight - panel.scrollTop - end
  return [
    ...wide.map((part) => `too wide: ${name(part)}`),
    ...high.map((part) => `cut off: ${name(part)}`),
    ...overlaps(rows),
    ...rows.flatMap((row) =>
      overlaps([...row.querySelectorAll('button,textarea,h2,.foot a')].filter(isShown)),
    ),
    ...(empty > 4 ? [`${empty} empty pixels at the end`] : []),
  ]
}

/** Whether each can be brought whole into the window and would get the click. */
async function reach({ page, field }: Chat): Promise<void> {
  const send = page.getByRole('button', { name: 'Envoyer' })
  const close = page.getByRole('button', { name: 'Fermer le tchat' })
  for (const control of [field, send, close]) {
    await control.click({ trial: true })
    const box = await control.boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect(box?.y).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(desktop.width)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(desktop.height + 2)
  }
}

describe.skipIf(noBrowser)('the widget with text at 400 %', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    server = await startServer()
    browser = await launch()
  }, 120_000)
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it.each(ways)(
    'has nothing cut off, nothing overlapping, all in reach, by %s',
    async (way, size, enlarge) => {
      const chat = toChat(await browser.newPage({ viewport: desktop, locale: 'fr-FR' }))
      const { page } = chat
      await page.goto(server.address)
      await chat.replies.first().waitFor()
      await enlarge(page)
      const panel = page.locator('.panel')
      expect(await panel.evaluate((element) => getComputedStyle(element).fontSize)).toBe(size)
      const found: Record<string, string[]> = {}
      const look = async (state: string) => {
        found[state] = await panel.evaluate(faults)
        await chat.shoot(`text-400-${ways.findIndex(([name]) => name === way)}-${state}`)
      }
      await look('welcome')
      await reach(chat)
      await chat.field.fill('je peux manger des sushis avec mes blancs bas ?')
      await page.getByRole('button', { name: 'Envoyer' }).click()
      await chat.next(1)
      await look('answer')
      await reach(chat)
      await chat.ask("j'ai 39,2 de fièvre")
      await look('urgent')
      const first = await page.getByRole('alert').locator('p').first().boundingBox()
      expect(first?.y).toBeGreaterThanOrEqual(0)
      expect(first?.y).toBeLessThan(desktop.height - 64)
      await chat.field.fill('a'.repeat(2001))
      await chat.field.press('Enter')
      await look('too-long')
      await chat.field.fill('')
      await page.getByRole('button', { name: 'Préparer mon rendez-vous' }).click()
      await look('visit')
      await page.getByRole('button', { name: 'Revenir à la conversation' }).click()
      await page.context().setOffline(true)
      await page.locator('.help').waitFor()
      await look('unreachable')
      await reach(chat)
      await page.getByRole('button', { name: 'Fermer le tchat' }).click()
      const launcher = await page.getByRole('button', { name: 'Poser une question' }).boundingBox()
      expect(launcher?.x).toBeGreaterThanOrEqual(0)
      expect(launcher?.y).toBeGreaterThanOrEqual(0)
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((state) => [state, []])))
    },
  )
})
