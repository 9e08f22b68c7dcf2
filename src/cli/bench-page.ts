import type { Browser } from 'playwright-core'

/** What a person on a slow telephone pays for a chat on a page. */
export type PageCost = {
  /** Received from navigation to the answer: headers, compressed bodies, stream frames. */
  bytes: number
  welcomeMs: number
  answerMs: number
  longTasks: number
  longTaskMs: number
}

const kilobit = 1000 / 8
/** A slow telephone: a quarter of this processor, and Chromium's own « Slow 4G », latency as felt by a request. */
export const slowPhone = {
  cpuSlowdown: 4,
  latencyMs: 150 * 3.75,
  downloadKbit: 1600 * 0.9,
  uploadKbit: 750 * 0.9,
}
const patience = 180_000

/** Loads a page with an empty cache, asks one typed question once welcomed, and waits for its answer. */
export async function measurePage(
  browser: Browser,
  url: string,
  { question, answer }: { question: string; answer: string },
): Promise<PageCost> {
  const context = await browser.newContext({ viewport: { width: 390, height: 780 }, locale: 'fr-FR' })
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  const devtools = await context.newCDPSession(page)
  let bytes = 0
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  devtools.on('Network.webSocketFrameReceived', ({ response }) => {
    bytes += Buffer.byteLength(response.payloadData)
  })
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slowPhone.latencyMs,
    downloadThroughput: slowPhone.downloadKbit * kilobit,
    uploadThroughput: slowPhone.uploadKbit * kilobit,
  })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowPhone.cpuSlowdown })
  await page.addInitScript(watchLongTasks)
  await page.goto(url, { waitUntil: 'commit', timeout: patience })
  const when = async (text: string) => {
    const seen = await page.waitForFunction(seenAt, text, { polling: 'raf' })
    return Math.round(Number(await seen.jsonValue()))
  }
  const welcomeMs = await when('robot')
  const field = page.getByRole('textbox')
  await field.fill(question)
  await field.press('Enter')
  const answerMs = await when(answer)
  const received = bytes
  // A task is reported after its end.
  await page.waitForTimeout(1_000)
  const tasks = (await page.evaluate(() => (window as unknown as Watched).longTasks)).filter(
    ({ start }) => start < answerMs,
  )
  await context.close()
  const longTaskMs = Math.round(tasks.reduce((sum, { ms }) => sum + ms, 0))
  return { bytes: received, welcomeMs, answerMs, longTasks: tasks.length, longTaskMs }
}

type Watched = { longTasks: { start: number; ms: number }[] }

/** Runs in the page, before anything of it. */
function watchLongTasks(): void {
  const longTasks: Watched['longTasks'] = []
  Object.assign(window, { longTasks })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      longTasks.push({ start: startTime, ms: duration })
  }).observe({ type: 'longtask', buffered: true })
}

/** Runs in the page, at each frame: milliseconds since navigation if the conversation shows this text, else false. */
function seenAt(text: string): number | false {
  const ours = document.querySelector('assistant-leucopenie')?.shadowRoot?.querySelector('.log')
  const shown = ours ?? document.querySelector('[role=feed]')
  return shown?.textContent?.includes(text) ? performance.now() : false
}
