import { describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { type Chat, openChat, soon, toChat } from './page.ts'
import { useBrowser } from './stage.ts'

const kept = ({ page }: Chat) => page.evaluate(() => sessionStorage.getItem('assistant-leucopenie') ?? '')
const texts = ({ page }: Chat) => page.locator('.log > div').allTextContents()

describe.skipIf(noBrowser)('a conversation that is forgotten', { timeout: 120_000 }, () => {
  const stage = useBrowser()

  it('leaves nothing in any tab but the reply that says so', async () => {
    const first = await openChat(stage.browser, stage.server.address)
    await first.ask('je peux manger des sushis avec mes blancs bas ?')
    const [popup] = await Promise.all([
      first.page.waitForEvent('popup'),
      first.page.evaluate(() => void window.open(location.href)),
    ])
    const second = toChat(popup)
    await expect.poll(() => second.replies.count(), soon).toBe(2)
    await first.page.getByRole('button', { name: 'Fermer le tchat' }).click()
    await second.page.context().setOffline(true)
    await second.field.fill('oublie-moi')
    await second.field.press('Enter')
    await second.page.getByRole('button', { name: 'Préparer mon rendez-vous' }).click()
    await second.page.context().setOffline(false)
    for (const chat of [first, second]) {
      await expect
        .poll(() => texts(chat), soon)
        .toEqual([expect.stringMatching(/^L'assistant dit : .*oubli/)])
      expect(await kept(chat)).not.toMatch(/sushis|oublie-moi|aliments/)
      expect(await chat.page.locator('.visit').count()).toBe(0)
    }
    expect(await second.focused()).toBe('log')
    // The panel that was closed stays so.
    expect(await first.page.getByRole('region', { name: 'Assistant Leucopénie' }).count()).toBe(0)
    await second.page.reload()
    await second.replies.first().waitFor()
    expect(await texts(second)).toHaveLength(1)
    const reply = await second.ask('merci')
    expect(await reply.textContent()).toContain('plaisir')
    expect(await texts(second)).toHaveLength(3)
  })
})
