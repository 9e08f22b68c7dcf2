import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { startServer } from '../server.ts'
import { launch } from './browser.ts'

/** A server and a browser for the tests of a group, there once the first of them runs; each test's pages end with it. */
export function useBrowser(settings: Record<string, string> = {}) {
  const stage = {} as { server: Awaited<ReturnType<typeof startServer>>; browser: Browser }
  beforeAll(async () => {
    stage.server = await startServer(settings)
    stage.browser = await launch()
  }, 120_000)
  afterEach(async () => {
    await Promise.all(stage.browser.contexts().map((context) => context.close()))
  })
  afterAll(async () => {
    await stage.browser?.close()
    await stage.server?.stop()
  })
  return stage
}
