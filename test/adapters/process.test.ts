import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { projectRoot } from '../../src/adapters/files/read-sources.ts'

/** The server as `npm start` runs it. `until`: what it says when it has done what is looked at; then it is ended. */
function run(environment: Record<string, string>, until: RegExp, ...flags: string[]) {
  return new Promise<{ said: string; code: number | null; signal: string | null }>((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, 'src/main.ts'], {
      cwd: projectRoot,
      env: { PORT: '0', JOURNAL_FILE: '', LOG_LEVEL: 'error', ...environment },
    })
    let said = ''
    const hear = (data: Buffer) => {
      said += data
      if (until.test(said)) child.kill('SIGTERM')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ said, code, signal }))
  })
}

it('says in one line that something listens there already, and ends with 1', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = String(typeof address === 'object' && address?.port)
  const { said, code } = await run({ PORT: port }, /^$(?!)/)
  await new Promise((resolve) => other.close(resolve))
  expect(said.trim().split('\n')).toEqual([expect.stringContaining(`PORT=${port}`)])
  expect(said).toContain('set another PORT')
  expect(code).toBe(1)
}, 120_000)

it('reads content anew after its start when it was told so meanwhile', async () => {
  const hook = "data:text/javascript,process.once('worker',()=>process.kill(process.pid,'SIGHUP'))"
  const { said, code, signal } = await run({}, /content reloaded/, '--import', hook)
  expect(said).toMatch(/Assistant Leucopénie: http.*content reloaded/s)
  expect([code, signal]).toEqual([0, null])
}, 120_000)
