import { beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { type Chat, toChat } from './page.ts'
import { useBrowser } from './stage.ts'

/** What becomes of one load of the chat's script, decided by the test. */
type Load = { come(): Promise<void>; fail(): Promise<void> }

describe.skipIf(noBrowser)("a chat's script that is late", { timeout: 120_000 }, () => {
  const stage = useBrowser()
  const loads: Load[] = []
  let chat: Chat
  beforeEach(() => {
    loads.length = 0
  })

  /** Presses the button twice, the second time over the numbers, and lets the first load come. */
  async function pressTwice(): Promise<void> {
    chat = toChat(await stage.browser.newPage())
    await chat.page.route('**/widget-chat.js*', (route) => {
      loads.push({ come: () => route.continue(), fail: () => route.abort() })
    })
    await chat.page.goto(`${stage.server.address}/faq`)
    const launcher = chat.page.getByRole('button', { name: 'Poser une question' })
    await launcher.click()
    await chat.page.locator('.help').waitFor()
    await launcher.click()
    await expect.poll(() => loads.length).toBe(2)
    await loads[0]?.come()
    await chat.replies.first().waitFor()
  }

  it('shows no help over the chat that another press has opened', async () => {
    await pressTwice()
    // Past the patience of the second press, then its end.
    await chat.page.waitForTimeout(5500)
    expect(await chat.page.locator('.help').count()).toBe(0)
    await loads[1]?.fail()
    await chat.page.waitForTimeout(500)
    expect(await chat.page.locator('.help').count()).toBe(0)
    await chat.page.getByRole('button', { name: 'Fermer le tchat' }).click()
    await chat.page.context().setOffline(true)
    await chat.page.getByRole('button', { name: 'Poser une question' }).click()
    await chat.field.waitFor()
  })

  it('leaves closed what was closed before it came', async () => {
    await pressTwice()
    expect(await chat.focused()).toBe('field')
    await chat.page.getByRole('button', { name: 'Fermer le tchat' }).click()
    const second = chat.page.waitForResponse('**/widget-chat.js*')
    await loads[1]?.come()
    await (await second).finished()
    await chat.page.waitForTimeout(500)
    expect(await chat.field.isVisible()).toBe(false)
  })

  it('gives the field to who pressed while the page itself was opening the chat', async () => {
    chat = toChat(await stage.browser.newPage())
    await chat.page.route('**/widget-chat.js*', (route) => {
      loads.push({ come: () => route.continue(), fail: () => route.abort() })
    })
    await chat.page.goto(stage.server.address)
    await expect.poll(() => loads.length).toBe(1)
    await chat.page.getByRole('button', { name: 'Poser une question' }).click()
    await loads[0]?.come()
    await chat.replies.first().waitFor()
    expect(await chat.focused()).toBe('field')
  })
})
