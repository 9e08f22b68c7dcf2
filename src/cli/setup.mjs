// Installs what is missing, once: plain JavaScript, because it runs on the machine's own Node, before the pinned one is there.
import { execSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { findBrowser, installBrowser } from './browser.mjs'
import { hasRedis, installRedis } from './redis.mjs'

const marker = 'node_modules/.assistant-setup'
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
const isDev = process.argv.some((flag) => flag === '--dev' || flag === '--browser')
const installed = existsSync(marker) ? readFileSync(marker, 'utf8').split(' ') : []

// A full install serves `npm start` too; a production one does not serve `npm test`.
if (installed[0] !== wanted || (isDev && installed[1] !== 'dev')) {
  console.error('Installing the dependencies (once)…')
  execSync(`npm ci --no-audit --no-fund ${isDev ? '--include=dev' : '--omit=dev'}`, {
    stdio: ['ignore', 2, 2],
  })
  writeFileSync(marker, `${wanted} ${isDev ? 'dev' : 'production'}`)
}

if (process.argv.includes('--browser') && !findBrowser()) {
  installBrowser()
  if (!findBrowser()) {
    console.error(
      'No Chrome, Chromium or Edge was found and none could be installed: the browser tests will be skipped. ' +
        'Install one, or set BROWSER_PATH to its program.',
    )
    if (process.env.CI) process.exit(1)
  }
}

if (process.argv.includes('--browser') && !hasRedis()) {
  if (process.env.CI) installRedis()
  if (!hasRedis()) {
    console.error('No redis-server was found: the tests of several replicas will be skipped. Install one.')
    if (process.env.CI) process.exit(1)
  }
}

// In a shell of its own: that finds the Node that was just installed.
if (process.argv.includes('--learn'))
  execSync('node src/cli/learn.ts --before-start', { stdio: ['ignore', 2, 2] })
