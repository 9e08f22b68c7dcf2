// npm run bench:memory [-- --turns N]: heap after garbage collection, heap of the core's thread and resident memory of a
// server while turns go by.
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import autocannon from 'autocannon'
import { start } from '../main.ts'
import { json, question } from './bench-server.ts'
import { numberOf } from './fault.ts'

const turns = numberOf('--turns', 200_000)
const steps = 4
const unlimited = { RATE_PER_ADDRESS: '1000000000', RATE_PER_CONVERSATION: '1000000000' }
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)
if (!globalThis.gc) throw new Error('run with --expose-gc, as npm run bench:memory does')

const started = once(process, 'worker') as Promise<[Worker]>
const server = await start({ PORT: '0', LOG_LEVEL: 'fatal', JOURNAL_FILE: '', ...unlimited })
const [core] = await started
const rows = [await measured(0)]
for (let step = 1; step <= steps; step++) {
  const { errors, non2xx } = await autocannon({
    url: `${server.address.replace('localhost', '127.0.0.1')}/api/messages`,
    method: 'POST',
    headers: json,
    body: question,
    connections: 20,
    // Its types leave it out: so many requests instead of so many seconds.
    ...({ amount: turns / steps } as unknown as { duration: number }),
  })
  if (errors + non2xx > 0) throw new Error(`${errors + non2xx} turns failed`)
  rows.push(await measured((turns / steps) * step))
}
console.table(rows)
await server.stop()
process.exit(0)

async function measured(done: number) {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  // With what is not collected yet: nobody can ask another thread to collect without taking a snapshot, which needs a gigabyte.
  const { used_heap_size: coreHeap } = await core.getHeapStatistics()
  return {
    turns: done,
    heapMb: megabytes(heapUsed),
    coreHeapMb: megabytes(coreHeap),
    residentMb: megabytes(rss),
  }
}
