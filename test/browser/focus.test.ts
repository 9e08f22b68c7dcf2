import { describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { openChat } from './page.ts'
import { useBrowser } from './stage.ts'

describe.skipIf(noBrowser)('what a person is about to do', { timeout: 120_000 }, () => {
  const stage = useBrowser()

  it('is not ended by Escape while letters are composed', async () => {
    const { page, field } = await openChat(stage.browser, stage.server.address)
    await field.evaluate((element) =>
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, composed: true }),
      ),
    )
    expect(await field.isVisible()).toBe(true)
    await field.press('Escape')
    expect(await page.getByRole('button', { name: 'Poser une question' }).isVisible()).toBe(true)
  })

  it('is not taken for a shortcut of the page', async () => {
    const { page, field } = await openChat(stage.browser, stage.server.address)
    await page.evaluate(() => {
      const heard: string[] = []
      Object.assign(window, { heard })
      for (const target of [document, window])
        for (const type of ['keydown', 'keypress', 'keyup'])
          target.addEventListener(type, (event) => {
            heard.push(`${type} ${(event as KeyboardEvent).key}`)
            event.preventDefault()
          })
    })
    await field.focus()
    await page.keyboard.type('s/est-ce grave ?')
    await page.keyboard.press('ArrowLeft')
    expect(await field.inputValue()).toBe('s/est-ce grave ?')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Space')
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([])
    // Outside the chat the keys are the page's.
    await page.keyboard.press('Escape')
    await page.keyboard.press('s')
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toContain('keydown s')
  })

  it('keeps the keyboard when the line comes back under an emergency number', async () => {
    const { page, replies } = await openChat(stage.browser, stage.server.address)
    await replies.first().waitFor()
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Appeler le 15' }).focus()
    await page.context().setOffline(false)
    await page.locator('.help').waitFor({ state: 'detached' })
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('role'))
    expect(await focused()).toBe('log')
  })

  it('is not lost when a message waits, the chat is closed and the page changes', async () => {
    const { page, field, replies } = await openChat(stage.browser, stage.server.address)
    await replies.first().waitFor()
    await page.route(/\/activities$/, (route) => route.abort())
    await field.fill("j'ai 39 de fièvre")
    await field.press('Enter')
    await page.locator('.own .note').waitFor()
    await field.press('Escape')
    await page.unroute(/\/activities$/)
    await page.goto(`${stage.server.address}/faq`)
    await page.getByRole('alert').and(page.locator('.urgent')).waitFor()
  })

  it('takes the caveats of what was read to the doctor', async () => {
    const chat = await openChat(stage.browser, stage.server.address)
    await chat.ask('quels médicaments peuvent donner une leucopénie ?')
    await chat.page.getByRole('button', { name: 'Préparer mon rendez-vous' }).click()
    const list = chat.page.getByRole('region', { name: 'Pour mon rendez-vous' })
    expect(await list.textContent()).toContain('À savoir')
  })
})
