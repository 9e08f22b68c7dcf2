import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddingSite, startEmbeddingSite } from '../../src/cli/embedding-site.ts'
import { fetchWebChat } from '../../src/cli/web-chat-bundle.ts'
import { startServer } from '../server.ts'
import { launch, noBrowser } from './browser.ts'
import { soon } from './page.ts'

const webChat = noBrowser ? { missing: noBrowser } : await fetchWebChat()
if ('missing' in webChat) console.warn(`SKIPPED Web Chat tests: ${webChat.missing}`)

let site: EmbeddingSite
let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser

/** Web Chat on a page of another site, welcomed. */
async function open(): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ locale: 'fr-FR' })
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${site.address}/web-chat`)
  await said(page, 1)
  return { page, errors }
}
/** What is said in the conversation, in its order. Waits until there are as many messages. */
async function said(page: Page, count: number): Promise<string[]> {
  const messages = page.getByRole('feed').locator('.webchat__bubble')
  await expect.poll(() => messages.count(), soon).toBe(count)
  return messages.allInnerTexts()
}
const ask = async (page: Page, text: string) => {
  await page.getByRole('textbox').fill(text)
  await page.getByRole('textbox').press('Enter')
}
const buttons = (page: Page) => page.getByRole('toolbar').getByRole('button')

describe.skipIf('missing' in webChat)("Microsoft's Web Chat", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    site = await startEmbeddingSite('script' in webChat ? webChat.script : '')
    server = await startServer({ ALLOWED_ORIGINS: site.address })
    site.embed(server.address)
    browser = await launch()
  }, 120_000)
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await site?.stop()
  })

  it('shows the welcome once, with its buttons', async () => {
    const { page, errors } = await open()
    await expect.poll(() => buttons(page).count(), soon).toBe(4)
    const [welcome] = await said(page, 1)
    expect(welcome).toContain('un robot')
    expect(welcome).toContain('appelez le 15')
    expect(errors).toEqual([])
  })

  it('shows an answer with its citations, formatted, on the side of the assistant', async () => {
    const { page, errors } = await open()
    await ask(page, 'je peux manger des sushis avec mes blancs bas ?')
    const [, own, answer] = await said(page, 3)
    expect(own).toContain('je peux manger des sushis')
    expect(answer).toContain('Évitez ce qui est cru')
    expect(answer).toContain('[18]')
    expect(answer).not.toMatch(/\*\*|cite:/)
    // Web Chat's own list of sources, below the answer.
    await page.getByRole('feed').getByText('elsan.care').first().waitFor()
    expect(await page.getByRole('article', { name: /^Le bot a dit : Quels aliments/ }).count()).toBe(1)
    expect(errors).toEqual([])
  })

  it('shows options as buttons, and one pressed gets its answer', async () => {
    const { page, errors } = await open()
    await ask(page, 'je peux manger des sushis avec mes blancs bas ?')
    await said(page, 3)
    await expect.poll(() => buttons(page).count(), soon).toBe(3)
    const label = (await buttons(page).first().textContent())?.trim()
    await buttons(page).first().click()
    const [, , , own, answer] = await said(page, 5)
    expect(own).toContain(label)
    expect(answer).toContain(label)
    expect(answer).toMatch(/\[\d+\]/)
    expect(errors).toEqual([])
  })

  it.each(["j'ai 39 de fièvre", 'je veux mourir'])(
    'shows the urgent reply to « %s » before anything else',
    async (text) => {
      const { page, errors } = await open()
      await ask(page, text)
      const [, , urgent] = await said(page, 3)
      expect(urgent).toMatch(/15|3114/)
      for (const number of ['15', '112', '114', '3114'])
        expect(await page.getByRole('feed').getByText(number, { exact: true }).count()).toBe(1)
      await buttons(page).getByText("Ce n'est pas mon cas, continuer").waitFor()
      expect(errors).toEqual([])
    },
  )

  it('runs nothing that a person types, and goes on', async () => {
    const { page } = await open()
    await ask(page, '<img src=x onerror="document.title=1"> ça se soigne ?')
    const [, , answer] = await said(page, 3)
    expect(answer).toMatch(/soign/)
    expect(await page.title()).toBe('Clinique')
  })
})
