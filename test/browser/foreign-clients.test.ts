import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../server.ts'
import { launch, noBrowser } from './browser.ts'
import { soon } from './page.ts'

const client = createRequire(import.meta.url).resolve('botframework-directlinejs/dist/directline.js')
let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser

type Line = {
  activity$: { subscribe(next: (activity: unknown) => void): void }
  connectionStatus$: { subscribe(next: (status: number) => void): void }
  postActivity(activity: object): {
    subscribe(next: (id: string) => void, error: (reason: unknown) => void): void
  }
  reconnect(conversation: object): void
  end(): void
}
type Lab = {
  line: Line
  got: { type: string; text?: string; id: string; from: { id: string; role?: string }; entities?: object[] }[]
  statuses: number[]
  DirectLine: { DirectLine: new (options: object) => Line }
}

/** A page where Microsoft's own client talks to our server. */
async function connect(address: string, webSocket: boolean): Promise<Page> {
  const page = await (await browser.newContext({ bypassCSP: true })).newPage()
  await page.goto(`${address}/accessibilite`)
  await page.addScriptTag({ path: client })
  await page.evaluate(
    async ({ address, webSocket }) => {
      const lab = window as unknown as Lab
      const token = await fetch('/v3/directline/tokens/generate', { method: 'POST' }).then((r) => r.json())
      lab.got = []
      lab.statuses = []
      lab.line = new lab.DirectLine.DirectLine({
        token: token.token,
        domain: `${address}/v3/directline`,
        webSocket,
        pollingInterval: 250,
      })
      lab.line.connectionStatus$.subscribe((status) => lab.statuses.push(status))
      lab.line.activity$.subscribe((activity) => lab.got.push(activity as Lab['got'][number]))
    },
    { address, webSocket },
  )
  return page
}
const say = (page: Page, text: string, more: object = {}) =>
  page.evaluate(
    ({ text, more }) =>
      new Promise<string>((resolve, reject) => {
        const { line } = window as unknown as Lab
        line.postActivity({ type: 'message', from: { id: 'moi' }, text, ...more }).subscribe(resolve, reject)
      }),
    { text, more },
  )
const got = (page: Page) => page.evaluate(() => (window as unknown as Lab).got)
const messages = async (page: Page) => (await got(page)).filter(({ type }) => type === 'message')

describe.skipIf(noBrowser)('botframework-directlinejs', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    server = await startServer()
    browser = await launch()
  }, 120_000)
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it.each([
    ['WebSocket', true],
    ['polling', false],
  ])('is welcomed, asks and is answered with citations and choices, by %s', async (_name, webSocket) => {
    const page = await connect(server.address, webSocket)
    await expect.poll(async () => (await messages(page)).length, soon).toBe(1)
    const id = await say(page, 'je peux manger des sushis avec mes blancs bas ?', {
      from: { id: 'assistant-leucopenie', role: 'bot' },
    })
    expect(id).toMatch(/\|\d+$/)
    await expect.poll(async () => (await messages(page)).length, soon).toBe(3)
    const all = await messages(page)
    expect(new Set(all.map((activity) => activity.id)).size).toBe(3)
    expect(all[1]?.from.id).toMatch(/^dl_/)
    expect(all[2]?.from.role).toBe('bot')
    expect(JSON.stringify(all[2]?.entities)).toContain('"@type":"Claim"')
    expect(JSON.stringify(all[2])).toContain('"suggestedActions"')
    // A button of ours, pressed there.
    await say(page, 'Les causes', { value: { choice: 'topic:causes:0' } })
    await expect.poll(async () => (await messages(page)).length, soon).toBe(5)
    await say(page, "j'ai 39 de fièvre")
    await expect.poll(async () => (await messages(page)).at(-1)?.text, soon).toContain('15 (SAMU)')
    expect(await page.evaluate(() => (window as unknown as Lab).statuses.at(-1))).toBe(2)
  })

  it('sees a conversation again from its start when it reconnects with its token', async () => {
    const page = await connect(server.address, true)
    await expect.poll(async () => (await messages(page)).length, soon).toBe(1)
    await say(page, 'bonjour')
    await expect.poll(async () => (await messages(page)).length, soon).toBe(3)
    const before = (await messages(page)).map(({ id }) => id)
    await page.evaluate(async (address) => {
      const lab = window as unknown as Lab & { line: { token: string; conversationId: string } }
      const { token, conversationId } = lab.line
      lab.line.end()
      lab.got = []
      lab.line = Object.assign(
        new lab.DirectLine.DirectLine({
          token,
          conversationId,
          watermark: '0',
          domain: `${address}/v3/directline`,
        }),
        { token, conversationId },
      )
      lab.line.activity$.subscribe((activity) => lab.got.push(activity as Lab['got'][number]))
    }, server.address)
    await expect.poll(async () => (await messages(page)).map(({ id }) => id), soon).toEqual(before)
  })
})
