// npm run check: format, lint, cycles, types, widget size and the shared checks; says each failure, exits 1 on any.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWidget, readWidgetLabels } from '../adapters/files/build-widget.ts'
import { projectRoot, readSources } from '../adapters/files/read-sources.ts'

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
const size = gzipSync(buildWidget(readWidgetLabels(readSources())), { level: 9 }).length
console.log(`${size <= widgetLimit ? 'ok    ' : 'FAILED'} widget: ${size} bytes gzip of ${widgetLimit}`)
if (size > widgetLimit) failed.push('widget size')
if (failed.length > 0) {
  console.log(`check: ${failed.length} failed (${failed.join(', ')})`)
  process.exitCode = 1
}
