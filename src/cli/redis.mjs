// Whether a redis-server is there for the tests, or how to get one. Plain JavaScript: setup.mjs runs before Node 24 is there.
import { execSync, spawnSync } from 'node:child_process'
import { platform } from 'node:os'

const installers = {
  linux: [
    'apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server',
    'sudo -n apt-get update -qq && sudo -n apt-get install -y -qq --no-install-recommends redis-server',
    'dnf install -y -q redis',
    'apk add --no-cache redis',
  ],
  darwin: ['brew install redis'],
}

/** Whether `redis-server` is on the PATH. */
export function hasRedis() {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0
}

/** Tries the package managers of this system in turn; says what failed on stderr and returns either way. */
export function installRedis() {
  for (const command of installers[platform()] ?? []) {
    try {
      console.error(`Installing a redis-server for the tests: ${command}`)
      execSync(command, { stdio: ['ignore', 2, 2] })
      if (hasRedis()) return
    } catch (error) {
      console.error(`  did not work (${error.status ?? error.message})`)
    }
  }
}
