import { describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { type Chat, desktop, openChat, phone } from './page.ts'
import { useBrowser } from './stage.ts'

const away: [where: string, go: (chat: Chat) => Promise<unknown>][] = [
  ['behind the list', ({ page }) => page.getByRole('button', { name: 'Préparer mon rendez-vous' }).click()],
  ['in the closed panel', ({ page }) => page.getByRole('button', { name: 'Fermer le tchat' }).click()],
]

/** Notes of each alert, as it comes into the page, whether it is in a place that can be seen and heard. */
const listen = ({ page }: Chat) =>
  page.evaluate(() => {
    const log = document.querySelector('assistant-leucopenie')?.shadowRoot?.querySelector('.log')
    const alerts: boolean[] = []
    Object.assign(window, { alerts })
    if (log)
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes)
            if (node instanceof HTMLElement && node.role === 'alert')
              alerts.push(node.checkVisibility({ visibilityProperty: true }))
      }).observe(log, { childList: true })
  })
/** Of what assistive technology is told, so that nothing hidden counts. */
const urgent = ({ page }: Chat) => page.getByRole('alert').and(page.locator('.urgent'))
const heard = ({ page }: Chat) => page.evaluate(() => (window as unknown as { alerts: boolean[] }).alerts)

describe.skipIf(noBrowser)('an urgent reply', { timeout: 120_000 }, () => {
  const stage = useBrowser()

  it('that a message too long to be sent may ask for has its numbers beside the refusal', async () => {
    const { page, field } = await openChat(stage.browser, stage.server.address, { viewport: phone })
    await field.fill(`J'ai 39,5 de fièvre. ${'Je raconte mon histoire. '.repeat(100)}`)
    await field.press('Enter')
    const help = page.locator('.help')
    expect(await help.getAttribute('role')).toBe('alert')
    expect(await help.getByRole('link', { name: 'Appeler le 15' }).isVisible()).toBe(true)
    await field.fill("J'ai 39,5 de fièvre.")
    expect(await help.count()).toBe(0)
  })

  const cases = away.flatMap(([where, go]) => [
    { where, go, device: 'phone', viewport: phone },
    { where, go, device: 'desktop', viewport: desktop },
  ])
  it.each(cases)('that arrives $where of a $device is shown and announced', async ({ go, viewport }) => {
    const chat = await openChat(stage.browser, stage.server.address, { viewport })
    await listen(chat)
    await chat.page.context().setOffline(true)
    await chat.field.fill("j'ai 39,2 de fièvre")
    await chat.field.press('Enter')
    await chat.page.locator('.own .note').waitFor()
    await go(chat)
    await chat.page.context().setOffline(false)
    const alert = urgent(chat)
    await alert.waitFor()
    expect(await alert.getByRole('link', { name: 'Appeler le 15' }).isVisible()).toBe(true)
    expect(await heard(chat)).toEqual([true])
    expect(await chat.page.getByRole('region', { name: 'Pour mon rendez-vous' }).count()).toBe(0)
    expect(await chat.page.getByRole('button', { name: 'Poser une question' }).count()).toBe(0)
    // What held the keyboard is gone: it goes on where the reply stands, and opens no phone's keyboard.
    expect(await chat.focused()).toBe('log')
  })

  it('takes no keyboard from the page around', async () => {
    const chat = await openChat(stage.browser, stage.server.address, { viewport: desktop })
    await chat.page.context().setOffline(true)
    await chat.field.fill("j'ai 39,2 de fièvre")
    await chat.field.press('Enter')
    await chat.page.getByRole('button', { name: 'Fermer le tchat' }).click()
    await chat.page.locator('main, h1').first().click()
    await chat.page.context().setOffline(false)
    await urgent(chat).waitFor()
    expect(await chat.focused()).toBe('outside')
  })
})
