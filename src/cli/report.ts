// npm run report: the journal as report/journal.html. `-- --file PATH` reads another file, `-- --redis URL` the replicas' counts.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { z } from 'zod'
import { projectRoot } from '../adapters/files/read-sources.ts'
import { createFileSink } from '../adapters/journal/file-sink.ts'
import { createRedisSink } from '../adapters/journal/redis-sink.ts'
import { ranked, toReport } from '../adapters/journal/to-report.ts'
import { fail, isOfSystem } from './fault.ts'

const flag = (name: string) => {
  const at = process.argv.indexOf(name)
  if (at < 0) return null
  return process.argv[at + 1] ?? fail(`${name}: write what it names behind it`)
}
const url = flag('--redis')
const given = flag('--file')
const file = given ?? join(projectRoot, 'report/journal.json')
// The journal of nobody yet is empty; a file that was named should be there.
if (given && !existsSync(given)) fail(`${given}: there is no journal. Name the file that JOURNAL_FILE names.`)
const redis = url ? new Redis(url, { maxRetriesPerRequest: 1, lazyConnect: true }) : null
// Each try tells it; the one that reads rejects, which is enough.
redis?.on('error', () => {})
const sink = redis ? createRedisSink(redis, Date.now) : createFileSink(file, Date.now)
const days = await sink.read().catch((error: unknown) => {
  if (redis) fail(`--redis: Redis does not answer. Start it, or mend --redis.`)
  if (isOfSystem(error) || error instanceof SyntaxError || error instanceof z.ZodError)
    fail(`${file}: this is no journal that can be read. Move it away; the server begins another.`)
  throw error
})
redis?.disconnect()
const out = join(projectRoot, 'report/journal.html')
mkdirSync(join(projectRoot, 'report'), { recursive: true })
writeFileSync(out, toReport(days))
const turns = ranked(days, 'kind').reduce((sum, [, count]) => sum + count, 0)
console.log(`report/journal.html: ${turns} turns on ${Object.keys(days).length} days`)
