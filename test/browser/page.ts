import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { projectRoot } from '../../src/adapters/files/read-sources.ts'

const shots = join(projectRoot, 'test/shots')
/** How long a poll waits: the machine may be busy. */
export const soon = { timeout: 20_000 }
export const phone = { width: 390, height: 780 }
export const desktop = { width: 1280, height: 800 }

/** What a test does with the widget on a page. */
export type Chat = {
  page: Page
  errors: string[]
  replies: Locator
  field: Locator
  ask(text: string): Promise<Locator>
  /** Waits for one reply more than `before`, and gives it. */
  next(before: number): Promise<Locator>
  focused(): Promise<string>
  shoot(name: string): Promise<void>
}

export function toChat(page: Page): Chat {
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))
  const replies = page.locator('.reply')
  const field = page.getByRole('textbox', { name: 'Votre question' })
  const next = async (before: number) => {
    await replies.nth(before).waitFor()
    return replies.nth(before)
  }
  return {
    page,
    errors,
    replies,
    field,
    next,
    async ask(text) {
      const before = await replies.count()
      await field.fill(text)
      await field.press('Enter')
      return next(before)
    },
    /** The focused element inside the widget: its class, id or words. */
    focused: () =>
      page.evaluate(() => {
        const active = document.querySelector('assistant-leucopenie')?.shadowRoot?.activeElement
        return active
          ? active.tagName === 'TEXTAREA'
            ? 'field'
            : active.className || active.getAttribute('aria-label') || active.textContent || active.tagName
          : 'outside'
      }),
    async shoot(name) {
      mkdirSync(shots, { recursive: true })
      await page.screenshot({ path: join(shots, `${name}.png`) })
    },
  }
}

/** A page of its own with the chat open and the welcome read. */
export async function openChat(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Chat> {
  const context = await browser.newContext({ viewport: phone, locale: 'fr-FR', ...options })
  const chat = toChat(await context.newPage())
  await chat.page.goto(address)
  await chat.replies.first().waitFor()
  return chat
}
