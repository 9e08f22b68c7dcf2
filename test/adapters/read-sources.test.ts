import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSources } from '../../src/adapters/files/read-sources.ts'
import { ContentError } from '../../src/core/knowledge/issue.ts'
import { checkEncoding } from '../../src/core/knowledge/sources.ts'

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

it('says which folder is missing, as a fault of the content', () => {
  const root = mkdtempSync(join(tmpdir(), 'assistant-'))
  mkdirSync(join(root, 'content'))
  expect(() => readSources(root)).toThrow(ContentError)
  expect(() => readSources(root)).toThrow(/^1 content fault\(s\)\nintents\/ · missing/)
})

it('reads a file in another encoding so that it is told, with its line', () => {
  const root = mkdtempSync(join(tmpdir(), 'assistant-'))
  for (const folder of ['content', 'intents']) mkdirSync(join(root, folder))
  writeFileSync(join(root, 'content/a.md'), Buffer.from('la\nfi\u00e8vre\n', 'latin1'))
  writeFileSync(join(root, 'content/b.md'), 'la fièvre', 'utf16le')
  writeFileSync(join(root, 'content/c.md'), 'la fièvre')
  expect(checkEncoding(readSources(root)).map(({ file, path }) => [file, path])).toEqual([
    ['content/a.md', 'line 2'],
    ['content/b.md', 'line 1'],
  ])
})
