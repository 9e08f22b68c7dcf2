import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../server.ts'
import { launch, noBrowser } from './browser.ts'
import { desktop, toChat } from './page.ts'

// A page that does all that spoils widgets: sizes, colours, directions, hidden things, on every element.
const hostileCss = `html{font-size:5px}*{color:red!important;letter-spacing:.4em!important;font-size:40px;text-transform:uppercase;box-sizing:content-box!important;direction:rtl}
button,textarea,a,p,div,section{display:none!important;background:lime!important;margin:99px!important}
assistant-leucopenie{font:80px/3 fantasy!important;color:red!important;visibility:hidden}.panel,.log,.reply{opacity:.1!important}`
let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser
const foreign = createServer((request, response) => {
  if (request.url === '/style.css') return void response.setHeader('content-type', 'text/css').end(hostileCss)
  response.setHeader('content-type', 'text/html; charset=utf-8')
  const host = server.address
  // The policy of README.md, and nothing beside it.
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'self'; img-src 'self'; script-src ${host}; connect-src ${host} ${host.replace('http', 'ws')}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`,
  )
  response.end(`<!doctype html><html lang="fr"><head><title>Clinique</title><link rel="icon" href="/x.png"><link rel="stylesheet" href="/style.css"></head>
<body><h1>Clinique</h1><script src="${host}/widget.js" defer></script>
<assistant-leucopenie heading="La clinique répond" color="#ffd000" position="left" privacy="https://clinique.example/vie-privee"></assistant-leucopenie></body></html>`)
})

describe.skipIf(noBrowser)('the widget on a page of somebody else', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
    server = await startServer({ ALLOWED_ORIGINS: address() })
    browser = await launch()
  }, 120_000)
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    foreign.close()
    foreign.closeAllConnections()
  })
  const address = () => `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`

  it('works under a strict policy, with no violation, and its look is its own', async () => {
    const chat = toChat(await browser.newPage({ viewport: desktop }))
    await chat.page.addInitScript(() => {
      const refused: string[] = []
      Object.assign(window, { refused })
      addEventListener('securitypolicyviolation', (event) =>
        refused.push(`${event.violatedDirective} ${event.blockedURI}`),
      )
    })
    await chat.page.goto(address())
    await chat.page.getByRole('button', { name: 'Poser une question' }).click()
    await chat.replies.first().waitFor()
    const reply = await chat.ask('je peux manger des sushis avec mes blancs bas ?')
    await chat.page.getByRole('button', { name: 'Préparer mon rendez-vous' }).click()
    await chat.page.getByRole('button', { name: 'Imprimer la liste' }).click()
    await chat.page.getByRole('button', { name: 'Revenir à la conversation' }).click()
    expect(await chat.page.evaluate(() => (window as unknown as { refused: string[] }).refused)).toEqual([])
    const look = await reply.evaluate((element) => {
      const { color, fontSize, letterSpacing, textTransform, direction } = getComputedStyle(element)
      return { color, fontSize, letterSpacing, textTransform, direction }
    })
    expect(look).toEqual({
      color: 'rgb(27, 37, 38)',
      fontSize: '16px',
      letterSpacing: 'normal',
      textTransform: 'none',
      direction: 'ltr',
    })
    await chat.shoot('foreign-page')
    // The attributes: title, side, colour with words that can be read on it, privacy page.
    const panel = chat.page.getByRole('region', { name: 'La clinique répond' })
    expect((await panel.boundingBox())?.x).toBeLessThan(40)
    expect(
      await chat.page.locator('.head').evaluate((head) => {
        const { backgroundColor, color } = getComputedStyle(head)
        return [backgroundColor, color]
      }),
    ).toEqual(['rgb(255, 208, 0)', 'rgb(0, 0, 0)'])
    expect(await chat.page.getByRole('link', { name: 'Confidentialité' }).getAttribute('href')).toBe(
      'https://clinique.example/vie-privee',
    )
    // And the page keeps its own.
    expect(
      await chat.page.evaluate(() => getComputedStyle(document.querySelector('h1') as Element).color),
    ).toBe('rgb(255, 0, 0)')
  })

  it('opens no conversation for a site that is not listed', async () => {
    const chat = toChat(await browser.newPage({ viewport: desktop }))
    // The same page by another name of the host: another origin.
    await chat.page.goto(address().replace('127.0.0.1', 'localhost'))
    await chat.page.getByRole('button', { name: 'Poser une question' }).click()
    await chat.page.locator('.help').waitFor()
    expect(await chat.replies.count()).toBe(0)
  })
})
