import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../src/adapters/files/read-sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'tools-'))
const damaged = join(folder, 'journal.json')
writeFileSync(damaged, '{"2026-01-01"')
const run = (command: string) =>
  spawnSync('sh', ['-c', command], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, NODE: process.execPath },
  })
const app = '--app-id 11111111-2222-3333-4444-555555555555 --domain bot.exemple.fr'

it.each([
  [`report.ts --file ${damaged}`, 'no journal that can be read'],
  [`report.ts --file ${folder}`, 'no journal that can be read'],
  [`report.ts --file ${join(folder, 'none.json')}`, 'there is no journal'],
  ['report.ts --redis redis://127.0.0.1:1', 'Redis does not answer'],
  [`teams-package.ts ${app} --out ${folder}`, 'EISDIR'],
  ['fuzz.ts --seconds abc', '--seconds abc: write a number'],
  ['soak.ts --minutes', '--minutes : write a number'],
])('%s is told in a sentence, without a stack', (command, told) => {
  const { status, stderr } = run(`"$NODE" src/cli/${command}`)
  expect(status).toBe(1)
  expect(stderr).toContain(told)
  expect(stderr).not.toMatch(/^\s+at /m)
})

it('ask ends in silence when nobody reads on', () => {
  const lines = Array.from({ length: 300 }, (_, i) => `{"id":"${i}","text":"bonjour"}`)
  const questions = join(folder, 'questions.jsonl')
  writeFileSync(questions, lines.join('\n'))
  const { stdout, stderr } = run(`"$NODE" src/cli/ask.ts --jsonl < ${questions} | head -1`)
  expect(JSON.parse(stdout)).toMatchObject({ id: '0', kind: 'smalltalk' })
  expect(stderr).toBe('')
}, 60_000)
