import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSources } from '../../src/adapters/files/read-sources.ts'

it('reads a file behind a link, and one with a byte order mark and carriage returns, as git keeps them', () => {
  const root = mkdtempSync(join(tmpdir(), 'assistant-'))
  for (const folder of ['content', 'intents', 'elsewhere']) mkdirSync(join(root, folder))
  writeFileSync(join(root, 'elsewhere/a.md'), 'fièvre\n')
  symlinkSync(join(root, 'elsewhere/a.md'), join(root, 'content/a.md'))
  writeFileSync(join(root, 'intents/b.txt'), '\uFEFFfièvre\r\nfrissons\r\n')
  expect([...readSources(root)]).toEqual([
    ['content/a.md', 'fièvre\n'],
    ['intents/b.txt', 'fièvre\nfrissons\n'],
  ])
})
