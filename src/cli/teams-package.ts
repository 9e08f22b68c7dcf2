// npm run teams:package -- --app-id ID --domain HOST [--website URL] [--privacy URL] [--terms URL] [--out FILE]
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot, readSources } from '../adapters/files/read-sources.ts'
import { readTeamsContent } from '../adapters/teams/content.ts'
import { readAppInput, toAppFiles, zipApp } from '../adapters/teams/package.ts'
import { checkAppFiles } from '../adapters/teams/schema-check.ts'
import { ContentError } from '../core/knowledge/issue.ts'
import { isOfSystem } from './fault.ts'

const text = { type: 'string' } as const
const usage =
  'Usage: npm run teams:package -- --app-id ID --domain HOST [--website URL] [--privacy URL] [--terms URL] [--out FILE]'

function refuse(faults: readonly string[]): void {
  console.error([...faults, 'Nothing was written.', usage].join('\n'))
  process.exitCode = 1
}

try {
  const { values } = parseArgs({
    options: { 'app-id': text, domain: text, website: text, privacy: text, terms: text, out: text },
  })
  const read = readAppInput(values)
  if ('faults' in read) refuse(read.faults)
  else {
    const files = toAppFiles(read.addresses, readTeamsContent(readSources()))
    const faults = await checkAppFiles(files)
    if (faults.length > 0) refuse(faults)
    else {
      const path = resolve(values.out ?? join(projectRoot, 'report/assistant-leucopenie-teams.zip'))
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, zipApp(files))
      console.log(`${path}: upload it in Teams, Apps, Manage your apps, Upload an app.`)
    }
  }
} catch (error) {
  const { code = '', message } = error as { code?: string; message: string }
  if (!code.startsWith('ERR_PARSE_ARGS') && !(error instanceof ContentError) && !isOfSystem(error))
    throw error
  refuse([message])
}
