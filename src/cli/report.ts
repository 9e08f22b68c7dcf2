// npm run report: the journal as report/journal.html. `-- --file PATH` reads another file, `-- --redis URL` the replicas' counts.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { projectRoot } from '../adapters/files/read-sources.ts'
import { createFileSink } from '../adapters/journal/file-sink.ts'
import { createRedisSink } from '../adapters/journal/redis-sink.ts'
import { ranked, toReport } from '../adapters/journal/to-report.ts'

const flag = (name: string) => {
  const at = process.argv.indexOf(name)
  return at < 0 ? null : (process.argv[at + 1] ?? null)
}
const url = flag('--redis')
const redis = url ? new Redis(url, { maxRetriesPerRequest: 1 }) : null
const sink = redis
  ? createRedisSink(redis, Date.now)
  : createFileSink(flag('--file') ?? join(projectRoot, 'report/journal.json'), Date.now)
const days = await sink.read()
redis?.disconnect()
const out = join(projectRoot, 'report/journal.html')
mkdirSync(join(projectRoot, 'report'), { recursive: true })
writeFileSync(out, toReport(days))
const turns = ranked(days, 'kind').reduce((sum, [, count]) => sum + count, 0)
console.log(`report/journal.html: ${turns} turns on ${Object.keys(days).length} days`)
