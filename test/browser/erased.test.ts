import { describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { type Chat, desktop, openChat, soon, toChat } from './page.ts'
import { useBrowser } from './stage.ts'

type Kept = { transcript: { text?: string }[]; waiting: { text?: string }[]; session: object | null }
const kept = ({ page }: Chat): Promise<Kept> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('assistant-leucopenie') ?? '{}'))
/** A line that loses what is posted until it is mended, and what the page tries to post meanwhile and later. */
async function lose({ page }: Chat) {
  const line = { isDown: true, lost: [] as string[], posted: [] as string[] }
  await page.route(/\/activities$/, async (route) => {
    const { text } = route.request().postDataJSON()
    ;(line.isDown ? line.lost : line.posted).push(text)
    await (line.isDown ? route.abort() : route.continue())
  })
  return line
}
async function say(chat: Chat, text: string): Promise<void> {
  await chat.field.fill(text)
  await chat.field.press('Enter')
}
const erase = ({ page }: Chat) => page.getByRole('button', { name: 'Effacer la conversation' }).click()

describe.skipIf(noBrowser)('a conversation that was erased', { timeout: 120_000 }, () => {
  const stage = useBrowser()

  it('posts nothing more, and takes nothing from the new one', async () => {
    const chat = await openChat(stage.browser, stage.server.address)
    const line = await lose(chat)
    await say(chat, 'ancienne')
    await chat.page.locator('.own .note').waitFor()
    await erase(chat)
    await chat.replies.first().waitFor()
    await say(chat, 'merci')
    await chat.page.locator('.own .note').waitFor()
    line.isDown = false
    await chat.next(1)
    // Longer than a queue waits before its next tries.
    await chat.page.waitForTimeout(5000)
    expect(line.posted).toEqual(['merci'])
    expect(await chat.page.locator('.own').allTextContents()).toEqual([expect.stringContaining('merci')])
    expect(await chat.page.locator('.help').count()).toBe(0)
    expect((await kept(chat)).waiting).toEqual([])
  })

  it("does not come back with the page from the browser's cache", async () => {
    const chat = await openChat(stage.browser, stage.server.address)
    await chat.ask('ça se soigne ?')
    // As another page of the site does, while this one is frozen.
    await chat.page.evaluate(() => {
      sessionStorage.removeItem('assistant-leucopenie')
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    })
    await chat.page.waitForFunction(
      () =>
        !document.querySelector('assistant-leucopenie')?.shadowRoot?.textContent?.includes('ça se soigne'),
    )
    await chat.replies.first().waitFor()
    expect((await kept(chat)).transcript.some(({ text }) => text?.includes('ça se soigne'))).toBe(false)
  })

  it('whose last message is refused late gives back no words and ends no waiting', async () => {
    const chat = await openChat(stage.browser, stage.server.address)
    let refuse = () => {}
    const held = new Promise<void>((resolve) => {
      refuse = resolve
    })
    await chat.page.route(/\/activities$/, async (route) => {
      if (!route.request().postData()?.includes('ancienne')) return route.abort()
      await held
      await route.fulfill({ status: 400, json: { error: { code: 'BadArgument', message: '' } } })
    })
    await say(chat, 'ancienne')
    await erase(chat)
    await chat.replies.first().waitFor()
    await say(chat, 'merci')
    await chat.page.locator('.own .note').waitFor()
    const answered = chat.page.waitForResponse(/\/activities$/)
    refuse()
    await (await answered).finished()
    await chat.page.waitForTimeout(300)
    expect(await chat.field.inputValue()).toBe('')
    expect((await kept(chat)).waiting.map(({ text }) => text)).toEqual(['merci'])
  })

  it('whose connection was being made neither comes back nor opens a socket', async () => {
    const chat = await openChat(stage.browser, stage.server.address)
    const old = await kept(chat)
    let open = () => {}
    const held = new Promise<void>((resolve) => {
      open = resolve
    })
    let holds = 0
    await chat.page.route(/\/conversations\/[\w-]+\?watermark=/, async (route) => {
      holds++
      await held
      await route.continue()
    })
    await chat.page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => holds, soon).toBe(1)
    await erase(chat)
    await chat.replies.first().waitFor()
    const begun = await kept(chat)
    expect(begun.session).not.toMatchObject({ conversationId: Object(old.session).conversationId })
    let sockets = 0
    chat.page.on('websocket', () => sockets++)
    open()
    await chat.page.waitForTimeout(1000)
    expect((await kept(chat)).session).toMatchObject({
      conversationId: Object(begun.session).conversationId,
    })
    expect(sockets).toBe(0)
  })

  it('is gone from the other widget of the page and from a second tab, but not from another conversation', async () => {
    const chat = await openChat(stage.browser, stage.server.address, { viewport: desktop })
    await chat.ask('ça se soigne ?')
    const { page } = chat
    await page.evaluate(() => {
      const other = document.createElement('assistant-leucopenie')
      other.id = 'other'
      other.setAttribute('position', 'left')
      document.body.append(other)
    })
    const others = [page.locator('#other .log')]
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(() => void window.open('/faq')),
    ])
    others.push(popup.locator('.log'))
    for (const log of others) await log.getByText('ça se soigne ?').waitFor()
    const stranger = toChat(await page.context().newPage())
    await stranger.page.goto(stage.server.address)
    await stranger.replies.first().waitFor()
    await stranger.ask('ça se soigne ?')
    await page.locator('#assistant').getByRole('button', { name: 'Effacer la conversation' }).click()
    for (const log of others) await expect.poll(() => log.getByText('ça se soigne ?').count(), soon).toBe(0)
    await page.locator('#assistant .reply').waitFor()
    for (const own of [page, popup])
      expect(await own.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('soigne')
    expect(await stranger.replies.count()).toBe(2)
    // What comes next is theirs together again.
    await page.locator('#other').getByRole('button', { name: 'Poser une question' }).click()
    await page.locator('#assistant').getByRole('textbox').fill('merci')
    await page.locator('#assistant').getByRole('textbox').press('Enter')
    await page.locator('#other .own').getByText('merci').waitFor()
  })

  it('is none where the element is taken out: what waits leaves once, when it is back', async () => {
    const chat = await openChat(stage.browser, stage.server.address)
    const line = await lose(chat)
    await say(chat, 'ça se soigne ?')
    await chat.page.locator('.own .note').waitFor()
    await chat.page.evaluate(() => {
      const element = document.querySelector('assistant-leucopenie')
      element?.remove()
      Object.assign(window, { element })
    })
    line.isDown = false
    await chat.page.waitForTimeout(5000)
    expect(line.posted).toEqual([])
    await chat.page.evaluate(() => document.body.append((window as unknown as { element: Node }).element))
    await chat.next(1)
    expect(line.posted).toEqual(['ça se soigne ?'])
    expect(await chat.replies.count()).toBe(2)
  })
})
