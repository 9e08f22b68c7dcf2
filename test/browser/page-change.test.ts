import { describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { desktop, openChat, phone } from './page.ts'
import { useBrowser } from './stage.ts'

describe.skipIf(noBrowser)('a link of the chat to another page', { timeout: 120_000 }, () => {
  const stage = useBrowser()

  it.each([
    ['Toutes les réponses', '/faq'],
    ['Confidentialité', '/confidentialite'],
  ])('« %s » shows that page on a phone: the chat waits behind its button', async (name, path) => {
    const chat = await openChat(stage.browser, stage.server.address, { viewport: phone })
    const { page } = chat
    await chat.ask('ça se soigne ?')
    await chat.field.fill('une question à moit')
    await page.locator('.panel').getByRole('link', { name }).click()
    await page.waitForURL(`**${path}`)
    const launcher = page.getByRole('button', { name: 'Poser une question' })
    await launcher.waitFor()
    // As long as the chat took to open again.
    await page.waitForTimeout(1000)
    expect(await page.locator('.panel').isVisible()).toBe(false)
    await page.locator('h1').click({ trial: true })
    await launcher.click()
    await page.locator('.own').getByText('ça se soigne ?').waitFor()
    expect(await chat.replies.count()).toBe(2)
    expect(await chat.field.inputValue()).toBe('une question à moit')
  })

  it('leaves it open where there is room for both', async () => {
    const chat = await openChat(stage.browser, stage.server.address, { viewport: desktop })
    await chat.page.locator('.panel').getByRole('link', { name: 'Toutes les réponses' }).click()
    await chat.page.waitForURL('**/faq')
    await chat.field.waitFor()
  })

  it.each([1024, 1280, 1920])('stands beside those of the page on a screen of %i pixels', async (width) => {
    const chat = await openChat(stage.browser, stage.server.address, { viewport: { width, height: 800 } })
    const { page } = chat
    for (const link of await page.locator('main a, footer a').all()) {
      await link.scrollIntoViewIfNeeded()
      await link.click({ trial: true, timeout: 2000 })
    }
    const text = await page.locator('main').boundingBox()
    const panel = await page.locator('.panel').boundingBox()
    expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual(panel?.x ?? 0)
    expect(text?.width).toBeGreaterThan(400)
  })
})
