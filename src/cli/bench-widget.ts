// npm run bench:widget [-- --json] [-- --runs N]: our widget beside Microsoft's Web Chat on the same server, on a slow telephone.
import { chromium } from 'playwright-core'
import { measurePage, type PageCost, slowPhone } from './bench-page.ts'
import { json, measure, question } from './bench-server.ts'
// @ts-expect-error plain JavaScript, because the setup runs it before Node 24 is there
import { findBrowser } from './browser.mjs'
import { startEmbeddingSite } from './embedding-site.ts'
import { numberOf } from './fault.ts'
import { samples } from './samples.ts'
import { fetchWebChat } from './web-chat-bundle.ts'

const runs = numberOf('--runs', 3)
const executablePath: string | null = findBrowser()
if (executablePath === null) throw new Error('no Chrome, Chromium or Edge was found: set BROWSER_PATH')
const webChat = await fetchWebChat()
if ('missing' in webChat) throw new Error(webChat.missing)

const site = await startEmbeddingSite(webChat.script)
const server = await measure('src/main.ts', {
  PORT: '0',
  NODE_ENV: 'production',
  JOURNAL_FILE: '',
  ALLOWED_ORIGINS: site.address,
})
site.embed(server.address)
const browser = await chromium.launch({
  executablePath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
const asked = { question: samples.question, answer: await answerOf(server.address) }
const costs: Record<'widget' | 'webChat', PageCost[]> = { widget: [], webChat: [] }
// In turn, so that a busy moment of the machine meets both.
for (let run = 0; run < runs; run++) {
  costs.widget.push(await measurePage(browser, `${site.address}/widget`, asked))
  costs.webChat.push(await measurePage(browser, `${site.address}/web-chat`, asked))
}
await browser.close()
await server.stop()
await site.stop()

const widget = median(costs.widget)
const theirs = median(costs.webChat)
const ratio = (name: keyof PageCost) => Number((widget[name] / theirs[name]).toPrecision(2))
const ratios = {
  'bytes, widget / Web Chat': ratio('bytes'),
  'time to the welcome': ratio('welcomeMs'),
  'time to the first answer': ratio('answerMs'),
  'long tasks': ratio('longTasks'),
  'time in long tasks': ratio('longTaskMs'),
}
if (process.argv.includes('--json'))
  console.log(JSON.stringify({ runs, conditions: slowPhone, widget, webChat: theirs, ratios }))
else {
  console.table({ 'our widget': widget, 'Web Chat': theirs })
  console.table(ratios)
}

/** The longest piece of the answer's text that no formatting interrupts: what must be seen. */
async function answerOf(address: string): Promise<string> {
  const response = await fetch(`${address}/api/messages`, { method: 'POST', headers: json, body: question })
  const { activities } = (await response.json()) as { activities: { text: string }[] }
  const pieces = activities[0]?.text.match(/[\p{L} ]+/gu) ?? []
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '').trim()
}

/** The median of each figure over the runs. */
function median(list: readonly PageCost[]): PageCost {
  const middle = (name: keyof PageCost) =>
    list.map((cost) => cost[name]).sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
  return {
    bytes: middle('bytes'),
    welcomeMs: middle('welcomeMs'),
    answerMs: middle('answerMs'),
    longTasks: middle('longTasks'),
    longTaskMs: middle('longTaskMs'),
  }
}
