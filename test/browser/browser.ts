import { type Browser, chromium } from 'playwright-core'
// @ts-expect-error plain JavaScript, because the setup runs it before Node 24 is there
import { findBrowser } from '../../src/cli/browser.mjs'

const path: string | null = findBrowser()
/** Why the browser tests do not run, said aloud; null when they do. */
export const noBrowser = path === null ? 'no Chrome, Chromium or Edge was found: set BROWSER_PATH' : null
if (noBrowser) console.warn(`SKIPPED browser tests: ${noBrowser}`)

/** A headless browser that reaches for nothing outside. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: path ?? '',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
