import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './browser.ts'
import { type Chat, desktop, openChat, phone, toChat } from './page.ts'
import { useBrowser } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds on a page as it stands, by its rule and element. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>('axe.run(document)')
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.flat().join(' ')}`))
}

/** The states of the chat, in the order a person meets them. */
const states: [name: string, reach: (chat: Chat) => Promise<unknown>][] = [
  ['welcome', async () => undefined],
  ['answer', (chat) => chat.ask('je peux manger des sushis avec mes blancs bas ?')],
  ['choices', (chat) => chat.ask('menu')],
  ['fallback', (chat) => chat.ask('quelle est la capitale du Portugal ?')],
  ['urgent', (chat) => chat.ask("j'ai 39,2 de fièvre")],
  [
    'too-long',
    async ({ field }) => {
      await field.fill('a'.repeat(2001))
      await field.press('Enter')
    },
  ],
  [
    'visit',
    async ({ page, field }) => {
      await field.fill('')
      await page.getByRole('button', { name: 'Préparer mon rendez-vous' }).click()
    },
  ],
  [
    'unreachable',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Revenir à la conversation' }).click()
      await page.context().setOffline(true)
      await page.locator('.help').waitFor()
    },
  ],
  ['closed', ({ page }) => page.getByRole('button', { name: 'Fermer' }).click()],
]

describe.skipIf(noBrowser)('the widget for everyone', { timeout: 120_000 }, () => {
  const stage = useBrowser()

  it.each([
    ['light', 'phone', phone],
    ['dark', 'phone', phone],
    ['light', 'desktop', desktop],
    ['dark', 'desktop', desktop],
  ] as const)('has no axe-core violation in any state, %s on a %s', async (colorScheme, device, viewport) => {
    const chat = await openChat(stage.browser, stage.server.address, { colorScheme, viewport })
    const found: Record<string, string[]> = {}
    for (const [name, reach] of states) {
      await reach(chat)
      await chat.shoot(`${name}-${device}-${colorScheme}`)
      found[name] = await violations(chat.page)
    }
    expect(found).toEqual(Object.fromEntries(states.map(([name]) => [name, []])))
  })

  it.each(['/faq', '/accessibilite', '/confidentialite'])('%s has no axe-core violation', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const chat = toChat(await stage.browser.newPage({ colorScheme, viewport: phone }))
      await chat.page.goto(`${stage.server.address}${path}`)
      await chat.page.getByRole('button', { name: 'Poser une question' }).waitFor()
      await chat.shoot(`page${path.replace('/', '-')}-${colorScheme}`)
      expect(await violations(chat.page)).toEqual([])
      expect(chat.errors).toEqual([])
    }
  })

  it('works by keyboard alone from end to end', async () => {
    const chat = toChat(await stage.browser.newPage({ viewport: desktop }))
    const { keyboard } = chat.page
    await chat.page.goto(`${stage.server.address}/accessibilite`)
    await chat.page.getByRole('button', { name: 'Poser une question' }).waitFor()
    // The skip link leads to the chat: the next stop is its button.
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await keyboard.press('Tab')
    expect(await chat.focused()).toBe('launcher')
    await keyboard.press('Enter')
    await chat.replies.first().waitFor()
    expect(await chat.focused()).toBe('field')
    await keyboard.type('je peux manger des sushis avec mes blancs bas ?')
    await keyboard.press('Enter')
    await chat.next(1)
    expect(await chat.focused()).toBe('field')
    await keyboard.press('F6')
    expect(await chat.focused()).toBe('log')
    // From the transcript forward: the starters, then the answer's citation.
    const stops: string[] = []
    while (!stops.at(-1)?.startsWith('Référence') && stops.length < 12) {
      await keyboard.press('Tab')
      stops.push(await chat.focused())
    }
    expect(stops.at(-1)).toMatch(/^Référence \d+$/)
    await keyboard.press('Enter')
    expect(await chat.focused()).toContain(',')
    while (stops.at(-1) !== 'Copier avec les sources' && stops.length < 24) {
      await keyboard.press('Tab')
      stops.push(await chat.focused())
    }
    await keyboard.press('Tab')
    const option = await chat.focused()
    await keyboard.press('Enter')
    const reply = await chat.next(2)
    expect(await reply.locator('.asked').textContent()).toBe(option)
    // The button that was pressed keeps the focus.
    expect(await chat.focused()).toBe(option)
    await keyboard.press('F6')
    expect(await chat.focused()).toBe('field')
    await keyboard.press('Escape')
    expect(await chat.focused()).toBe('launcher')
    expect(await chat.page.getByRole('region', { name: 'Assistant Leucopénie' }).count()).toBe(0)
  })

  it('keeps the focus inside where the chat covers the page', async () => {
    const chat = await openChat(stage.browser, stage.server.address, {
      viewport: { width: 320, height: 640 },
    })
    expect(await chat.page.getByRole('dialog', { name: 'Assistant Leucopénie' }).count()).toBe(1)
    expect(await chat.focused()).toBe('panel')
    await chat.field.focus()
    const stops = new Set<string>()
    for (let i = 0; i < 20; i++) {
      await chat.page.keyboard.press('Tab')
      stops.add(await chat.focused())
    }
    expect(stops).not.toContain('outside')
    expect(stops).toContain('field')
    expect(stops).toContain('Fermer le tchat')
  })

  it('announces each message once, and the urgent reply as an alert', async () => {
    const chat = await openChat(stage.browser, stage.server.address)
    await chat.page.evaluate(() => {
      const root = document.querySelector('assistant-leucopenie')?.shadowRoot
      const said: string[] = []
      Object.assign(window, { said })
      const listen = (region: Element | null | undefined, kind: string) =>
        region &&
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes)
            for (const node of addedNodes) if (node.textContent) said.push(`${kind} ${node.textContent}`)
        }).observe(region, { childList: true })
      listen(root?.querySelector('.live'), 'polite')
    })
    const said = () => chat.page.evaluate(() => (window as unknown as { said: string[] }).said)
    await chat.ask('ça se soigne ?')
    await chat.ask("j'ai 39,2 de fièvre")
    await chat.ask('merci')
    const heard = await said()
    expect(heard).toHaveLength(2)
    expect(heard[0]).toMatch(/^polite L'assistant dit : .*soigne/)
    expect(await chat.page.locator('[role=alert]').count()).toBe(1)
    expect(await chat.page.locator('.log').getAttribute('aria-live')).toBe('off')
    // A reload says nothing again.
    await chat.page.reload()
    await chat.replies.nth(3).waitFor()
    expect(await chat.page.locator('[role=alert]').count()).toBe(0)
    expect(await chat.page.locator('.live').textContent()).toBe('')
  })

  it('is named and ordered for a screen reader', async () => {
    const chat = await openChat(stage.browser, stage.server.address, { viewport: desktop })
    await chat.ask('je peux manger des sushis avec mes blancs bas ?')
    const tree = await chat.page.getByRole('region', { name: 'Assistant Leucopénie' }).ariaSnapshot()
    for (const part of [
      'heading "Assistant Leucopénie" [level=2]',
      'button "Effacer la conversation"',
      'button "Fermer le tchat"',
      'log "Conversation"',
      "L'assistant dit :",
      'Vous dites :',
      'link "Référence 18"',
      'group "Cette réponse vous aide-t-elle ?"',
      'textbox "Votre question"',
      'button "Envoyer"',
    ])
      expect(tree).toContain(part)
    expect(tree.indexOf('Vous dites :')).toBeLessThan(tree.indexOf('Référence 18'))
  })

  it('has targets of 24 pixels and nothing beyond 320 pixels, with text twice as large too', async () => {
    const chat = await openChat(stage.browser, stage.server.address, {
      viewport: { width: 320, height: 640 },
    })
    await chat.ask('je peux manger des sushis avec mes blancs bas ?')
    await chat.ask("j'ai 39,2 de fièvre")
    const small = await chat.page.locator('assistant-leucopenie').evaluate((element) =>
      [...(element.shadowRoot?.querySelectorAll('button,a,textarea') ?? [])]
        .map((target) => ({ name: target.textContent, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ name, box }) => `${name} ${box.width}×${box.height}`),
    )
    expect(small).toEqual([])
    const overflow = () =>
      chat.page
        .locator('assistant-leucopenie')
        .evaluate((element) =>
          [...(element.shadowRoot?.querySelectorAll('.panel *') ?? [])]
            .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
            .map((part) => part.className || part.tagName),
        )
    expect(await overflow()).toEqual([])
    await chat.shoot('reflow-320')
    await chat.page.locator('assistant-leucopenie').evaluate((element) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('.panel{font-size:32px!important}')
      element.shadowRoot?.adoptedStyleSheets.push(sheet)
    })
    expect(await overflow()).toEqual([])
    await chat.shoot('text-200-at-320')
    const log = await chat.page.locator('.log').boundingBox()
    expect(log?.height).toBeGreaterThan(60)
  })

  it('follows forced colours, reduced motion and print', async () => {
    const chat = await openChat(stage.browser, stage.server.address, {
      forcedColors: 'active',
      reducedMotion: 'reduce',
    })
    await chat.ask("j'ai 39,2 de fièvre")
    await chat.shoot('forced-colors')
    const border = await chat.replies
      .last()
      .evaluate((reply) => [getComputedStyle(reply).borderTopStyle, getComputedStyle(reply).animationName])
    expect(border).toEqual(['solid', 'none'])
    await chat.page.emulateMedia({ media: 'print', forcedColors: 'none' })
    expect(await chat.page.locator('form').isVisible()).toBe(false)
    expect(await chat.page.locator('.panel').evaluate((panel) => getComputedStyle(panel).position)).toBe(
      'static',
    )
    expect(await chat.page.getByText("L'assistant dit :").last().isVisible()).toBe(true)
    await chat.shoot('print')
  })
})
