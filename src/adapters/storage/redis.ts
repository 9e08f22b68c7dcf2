import { Redis } from 'ioredis'
import type { Log } from '../log.ts'

export type SharedRedis = {
  client: Redis
  isReady(): boolean
  /** Resolves when it is there, or after so long without it. */
  settled(ms: number): Promise<void>
  close(): Promise<void>
}

/**
 * A connection that fails at once instead of queueing: whoever asks goes on without Redis, since a person is waiting.
 * Its changes of state are told once each, not once an attempt.
 */
export function openRedis(url: string, log: Log, onChange: (isReady: boolean) => void): SharedRedis {
  let isReady = false
  const become = (ready: boolean, err?: unknown) => {
    if (ready === isReady && !(err && !told)) return
    told = true
    isReady = ready
    onChange(ready)
    if (ready) log.info({}, 'redis is there')
    else log.error({ err }, 'redis is away: answering without memory')
  }
  let told = false
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  })
  client.on('ready', () => become(true))
  client.on('error', (err) => become(false, err))
  client.on('close', () => become(false))
  return {
    client,
    isReady: () => isReady,
    settled: (ms) =>
      new Promise((resolve) => {
        if (isReady) return resolve()
        const timer = setTimeout(resolve, ms)
        client.once('ready', () => {
          clearTimeout(timer)
          resolve()
        })
      }),
    async close() {
      client.removeAllListeners('close')
      client.disconnect()
    },
  }
}
