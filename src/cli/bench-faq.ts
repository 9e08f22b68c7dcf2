// npm run bench:faq [-- FILE…] [--json]: our matcher beside Fuse, MiniSearch and nlp.js on public French FAQ sets, in one process.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../adapters/files/read-sources.ts'
import { type Find, systems } from './bench-systems.ts'

const Id = z.union([z.string(), z.number()]).transform(String)
const Base = z.object({
  docs: z
    .array(
      z.object({
        id: Id,
        question: z.string(),
        answer: z
          .string()
          .nullish()
          .transform((answer) => answer ?? ''),
        variants: z
          .array(z.string())
          .nullish()
          .transform((variants) => variants ?? []),
      }),
    )
    .min(1),
  queries: z.array(z.object({ text: z.string(), relevant: z.array(Id).min(1) })).min(1),
})
type Base = z.infer<typeof Base>

const isJson = process.argv.includes('--json')
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const files = named.length > 0 ? named.map((file) => resolve(file)) : publicSets()
if (files.length === 0) {
  console.error('No base found: npm run bench:faq -- FILE, a JSON file with "docs" and "queries"')
  process.exitCode = 1
}
for (const file of files) {
  const base = readBase(file)
  if (!base) continue
  if (!isJson)
    console.log(
      `\n${basename(file)}: ${base.docs.length} documents, ${base.queries.length} queries\n${'system'.padEnd(12)} ${['hit@1', 'hit@3', 'MRR', 'ms/query', 'build ms'].map((head) => head.padStart(9)).join('')}`,
    )
  for (const { name, build } of systems) {
    const started = performance.now()
    const find = await build(base.docs)
    const buildMs = Math.round(performance.now() - started)
    const figures = await measure(find, base)
    if (isJson) console.log(JSON.stringify({ file: basename(file), system: name, ...figures, buildMs }))
    else
      console.log(
        `${name.padEnd(12)} ${[figures.hit1, figures.hit3, figures.mrr, figures.msPerQuery].map((value) => value.toFixed(3).padStart(9)).join('')}${String(buildMs).padStart(9)}`,
      )
  }
}

function publicSets(): string[] {
  const folder = join(projectRoot, '../shared/benchmarks')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name))
}

function readBase(file: string): Base | null {
  if (!existsSync(file)) {
    console.error(`${file}: no such file`)
    process.exitCode = 1
    return null
  }
  const read = Base.safeParse(toJson(readFileSync(file, 'utf8')))
  if (read.success) return read.data
  console.error(`${file}: ${z.prettifyError(read.error)}`)
  process.exitCode = 1
  return null
}

/** Not JSON reads as null, which the schema then refuses with the file's name. */
function toJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

async function measure(find: Find, { queries }: Base) {
  let [hit1, hit3, reciprocal, time] = [0, 0, 0, 0]
  for (const { text, relevant } of queries) {
    const started = performance.now()
    const ids = await find(text)
    time += performance.now() - started
    const rank = ids.findIndex((id) => relevant.includes(id)) + 1
    if (rank === 0) continue
    hit1 += rank === 1 ? 1 : 0
    hit3 += rank <= 3 ? 1 : 0
    reciprocal += 1 / rank
  }
  const share = (sum: number) => Math.round((sum / queries.length) * 10_000) / 10_000
  return {
    queries: queries.length,
    hit1: share(hit1),
    hit3: share(hit3),
    mrr: share(reciprocal),
    msPerQuery: share(time),
  }
}
