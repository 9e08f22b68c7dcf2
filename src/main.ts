import { inspect } from 'node:util'
import type { Cloud } from './adapters/bot-framework/cloud-adapter.ts'
import { logConsole } from './adapters/console.ts'
import { openCore } from './adapters/core-thread/live-core.ts'
import { readSources } from './adapters/files/read-sources.ts'
import { createLog } from './adapters/log.ts'
import { ConfigError, readConfig } from './config.ts'
import { ContentError } from './core/knowledge/issue.ts'

/**
 * What a test replaces: where content/ and intents/ stand, and where log lines go. `console`: the one that libraries write to,
 * for who is the only server of a process.
 */
export type Surroundings = {
  contentRoot?: string
  logTo?: { write(line: string): void }
  console?: Console
}
export type Running = {
  address: string
  /** Finishes turns and closes sockets, within ten seconds. */
  stop(): Promise<void>
  /** Reads content/ and intents/ anew while turns go on. Rejects with a ContentError, and keeps the old, when they are faulty. */
  reload(): Promise<void>
}

/** Chooses the parts and starts listening. Returns the address and how to stop. `cloud`: another one than Azure's public cloud. */
export async function start(
  environment: Record<string, string | undefined>,
  cloud: Cloud = {},
  { contentRoot, logTo, console }: Surroundings = {},
): Promise<Running> {
  const config = readConfig(environment)
  const log = createLog(config.logLevel, logTo)
  if (config.redisUrl && config.isTokenKeyMade)
    log.warn({}, 'REDIS_URL without TOKEN_KEY: no other replica knows the tokens of this one. Set TOKEN_KEY.')
  // The core reads its content in its thread while this one loads the framework: each takes a second.
  const opening = openCore(readSources(contentRoot), { allowsUrgentOnly: config.startDegraded, log })
  const [core, { serve }] = await Promise.all([opening, import('./serve.ts')])
  try {
    const { address, stop } = await serve({ config, log, core, cloud })
    if (console) logConsole(console, log)
    return {
      address,
      reload: async () => core.reload(readSources(contentRoot)),
      async stop() {
        await stop()
        await core.close()
      },
    }
  } catch (error) {
    await core.close()
    throw error
  }
}

if (import.meta.main) {
  let running: Running | null = null
  let isReloadWanted = false
  const reload = async ({ reload }: Running) => {
    try {
      await reload()
      console.log('content reloaded')
    } catch (error) {
      const cause = error instanceof ContentError ? error.message : inspect(error)
      process.stderr.write(`content kept as it was: ${cause}\n`)
    }
  }
  // Before all that takes time, since a signal that nobody hears ends the process.
  process.on('SIGHUP', () => {
    if (running) void reload(running)
    else isReloadWanted = true
  })
  try {
    const environment = { JOURNAL_FILE: 'report/journal.json', ...process.env }
    running = await start(environment, {}, { console })
    const { address, stop } = running
    console.log(`Assistant Leucopénie: ${address}`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stop().then(() => process.exit(0)))
    if (isReloadWanted) await reload(running)
  } catch (error) {
    if (!(error instanceof ContentError) && !(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
