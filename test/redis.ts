import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether this machine has a redis-server; in CI the setup has brought one. */
export const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('NOT RUN: the Redis tests, since no redis-server is on the PATH. Install it to run them.')
    return false
  }
})()

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** A real redis-server of our own, in memory, that can be ended, frozen and started again on its port. */
export async function createRedisServer(...flags: string[]) {
  const port = await freePort()
  const dir = mkdtempSync(join(tmpdir(), 'redis-'))
  let child: ChildProcess | null = null
  const start = () =>
    new Promise<void>((resolve, reject) => {
      const fixed = [
        '--port',
        `${port}`,
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--dir',
        dir,
      ]
      const started = spawn('redis-server', [...fixed, ...flags])
      child = started
      started.stdout.on('data', (data) => String(data).includes('Ready to accept') && resolve())
      started.once('error', reject)
      started.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)))
    })
  const signal = (name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => child?.kill(name)
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    stop: () =>
      new Promise<void>((resolve) => {
        if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        signal('SIGKILL')
      }),
  }
}
