import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../adapters/files/read-sources.ts'
import { samples } from './samples.ts'

export type Measured = {
  address: string
  /** From the process's start to its first answer. */
  startMs: number
  /** Resident memory in MB. */
  memory(): number
  stop(): Promise<void>
  /** As a crash or the system would. */
  kill(): Promise<void>
}

/** The message that all servers under measure are asked. */
export const question = JSON.stringify({
  type: 'message',
  text: samples.question,
  id: '1',
  channelId: 'emulator',
  serviceUrl: 'http://127.0.0.1:9',
  deliveryMode: 'expectReplies',
  conversation: { id: 'bench' },
  from: { id: 'user' },
  recipient: { id: 'bot' },
})
export const json = { 'content-type': 'application/json' }

/** Runs a script of the project that says its address in a line, as a process of its own on the same Node, started as `npm start` does. */
export async function measure(script: string, env: Record<string, string> = {}): Promise<Measured> {
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', './src/compiled.mjs', join(projectRoot, script)], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // Whatever ends us, what we started ends with us.
  process.once('exit', () => child.kill('SIGKILL'))
  const address = await said(child)
  await (await fetch(`${address}/api/messages`, { method: 'POST', headers: json, body: question })).text()
  const end = (signal: 'SIGTERM' | 'SIGKILL') =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  return {
    address,
    startMs: Math.round(performance.now() - started),
    memory: () =>
      child.exitCode !== null || child.signalCode !== null
        ? 0
        : Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) / 1024),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

function said(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (data) => {
      text = (text + data).slice(-2_000)
      const address = text.match(/http:\/\/\S+:\d+/)?.[0]
      if (address) resolve(address.replace('localhost', '127.0.0.1'))
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it listened`)))
  })
}
