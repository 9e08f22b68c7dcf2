// npm run check: format, lint, cycles, types, widget size and the shared checks; says each failure, exits 1 on any.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWidget, readWidgetLabels } from '../adapters/files/build-widget.ts'
import { projectRoot, readSources } from '../adapters/files/read-sources.ts'

import { auditPackages, checkLicences, readLock } from './check-packages.ts'

const loaderLimit = 3 * 1024
const widgetLimit = 15 * 1024
const bin = (name: string) => join(projectRoot, 'node_modules', '.bin', name)
const shared = join(projectRoot, '../shared/checks')
const commands: [string, string, string[]][] = [
  ['format, lint and cycles', bin('biome'), ['check', '.']],
  ['types', bin('tsc'), ['--noEmit']],
]
for (const script of ['no-leak.mjs', 'own-words.mjs']) {
  const path = join(shared, script)
  if (existsSync(path)) commands.push([script, process.execPath, [path]])
  else console.log(`not run: ${script}, because ../shared is not here`)
}

const failed: string[] = []
for (const [name, command, args] of commands) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: projectRoot, encoding: 'utf8' })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  if (status === 0) continue
  failed.push(name)
  console.log(`${stdout}\n${stderr}`.split('\n').slice(-60).join('\n'))
}
const zipped = (text: string) => gzipSync(text, { level: 9 }).length
const { loader, chat } = buildWidget(readWidgetLabels(readSources()))
for (const [name, size, limit] of [
  ['before the first click', zipped(loader), loaderLimit],
  ['all told', zipped(loader) + zipped(chat), widgetLimit],
] as const) {
  console.log(`${size <= limit ? 'ok    ' : 'FAILED'} widget ${name}: ${size} bytes gzip of ${limit}`)
  if (size > limit) failed.push(`widget size ${name}`)
}
for (const { name, faults, notRun } of [checkLicences(readLock()), ...auditPackages()]) {
  if (notRun) console.log(`not run: ${name}, because ${notRun}`)
  else
    console.log(
      `${faults.length === 0 ? 'ok    ' : 'FAILED'} ${name}${faults.map((fault) => `\n  ${fault}`).join('')}`,
    )
  if (faults.length > 0) failed.push(name)
}
if (failed.length > 0) {
  console.log(`check: ${failed.length} failed (${failed.join(', ')})`)
  process.exitCode = 1
}
