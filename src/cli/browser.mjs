// Where a Chromium-based browser is, or how to get one. Plain JavaScript: setup.mjs runs before Node 24 is there.
import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { platform } from 'node:os'
import { delimiter, join } from 'node:path'

const places = {
  linux: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

const installers = {
  linux: [
    'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium',
    'sudo -n apt-get update -qq && sudo -n apt-get install -y -qq --no-install-recommends chromium',
    'dnf install -y -q chromium',
    'apk add --no-cache chromium',
  ],
  darwin: ['brew install --cask chromium'],
  win32: ['winget install --silent Google.Chrome'],
}

/** The program's path, or null: BROWSER_PATH, then the places where such browsers are usually installed. */
export function findBrowser() {
  const named = process.env.BROWSER_PATH
  if (named) return existsSync(named) ? named : null
  const folders = (process.env.PATH ?? '').split(delimiter)
  const names = places[platform()] ?? []
  const paths =
    platform() === 'linux' ? names.flatMap((name) => folders.map((folder) => join(folder, name))) : names
  return paths.find((path) => existsSync(path)) ?? null
}

/** Tries the package managers of this system in turn; says what failed on stderr and returns either way. */
export function installBrowser() {
  for (const command of installers[platform()] ?? []) {
    try {
      console.error(`Installing a browser for the tests: ${command}`)
      execSync(command, {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
      if (findBrowser()) return
    } catch (error) {
      console.error(`  did not work (${error.status ?? error.message})`)
    }
  }
}
