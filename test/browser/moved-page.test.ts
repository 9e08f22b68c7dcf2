import { describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { desktop, toChat } from './page.ts'
import { useBrowser } from './stage.ts'

describe.skipIf(noBrowser)('inside a part of the page that is transformed', { timeout: 120_000 }, () => {
  const stage = useBrowser()

  it('the button and the chat stand at the edge of the window all the same', async () => {
    const chat = toChat(await stage.browser.newPage({ viewport: desktop }))
    const { page } = chat
    await page.route('**/page.css', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `${await response.text()}body{transform:translateX(0)}` })
    })
    await page.goto(`${stage.server.address}/faq`)
    const launcher = page.getByRole('button', { name: 'Poser une question' })
    const edges = async (part: typeof launcher) => {
      const box = await part.boundingBox()
      return [
        desktop.width - (box?.x ?? 0) - (box?.width ?? 0),
        desktop.height - (box?.y ?? 0) - (box?.height ?? 0),
      ]
    }
    await launcher.waitFor()
    for (const edge of await edges(launcher)) expect(edge).toBeCloseTo(16, 0)
    await page.mouse.wheel(0, 3000)
    await launcher.click()
    await chat.replies.first().waitFor()
    for (const edge of await edges(page.locator('.panel'))) expect(edge).toBeCloseTo(16, 0)
    expect(await chat.focused()).toBe('field')
    // On paper it comes behind the page's own text.
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print' })
    const tops = [page.locator('main'), page.locator('.panel')].map(
      async (part) => (await part.boundingBox())?.y,
    )
    const [main = 0, panel = 0] = await Promise.all(tops)
    expect(panel).toBeGreaterThan(main + 1000)
    await page.emulateMedia({ media: 'screen' })
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    for (const edge of await edges(page.locator('.panel'))) expect(edge).toBeCloseTo(16, 0)
    // Taken out and put in again, in another place.
    await page.getByRole('button', { name: 'Fermer le tchat' }).click()
    await page.evaluate(() => {
      const element = document.querySelector('assistant-leucopenie')
      if (element) document.querySelector('main')?.prepend(element)
    })
    for (const edge of await edges(launcher)) expect(edge).toBeCloseTo(16, 0)
    expect(chat.errors).toEqual([])
  })
})
