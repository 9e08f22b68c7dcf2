import { describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { type Chat, openChat } from './page.ts'
import { useBrowser } from './stage.ts'

const presses: [name: string, press: (chat: Chat) => Promise<unknown>][] = [
  ['a double click', ({ page }) => page.locator('.options button').first().dblclick()],
  [
    'two quick taps',
    ({ page }) =>
      page
        .locator('.options button')
        .first()
        .evaluate((button: HTMLElement) => {
          button.click()
          button.click()
        }),
  ],
  [
    'a key that is held',
    async ({ page }) => {
      await page.locator('.options button').first().focus()
      for (let times = 0; times < 4; times++) await page.keyboard.down('Enter')
      await page.keyboard.up('Enter')
    },
  ],
]

describe.skipIf(noBrowser)('one press is one message', { timeout: 120_000 }, () => {
  const stage = useBrowser()

  it.each(presses)('by %s on a suggestion, which can be pressed again later', async (_name, press) => {
    const chat = await openChat(stage.browser, stage.server.address)
    await press(chat)
    await chat.next(1)
    await chat.page.waitForTimeout(1000)
    expect(await chat.page.locator('.own').count()).toBe(1)
    expect(await chat.replies.count()).toBe(2)
    await chat.page.locator('.options button').first().click()
    await chat.next(2)
    expect(await chat.page.locator('.own').count()).toBe(2)
  })
})
