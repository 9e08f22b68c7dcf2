import { expect, it } from 'vitest'
import { prepare } from '../../src/adapters/files/prepare.ts'
import { readSources } from '../../src/adapters/files/read-sources.ts'
import { loadContent } from '../../src/adapters/operations/content.ts'
import { ContentError } from '../../src/core/knowledge/issue.ts'

it('names the faults of all files at once', () => {
  const spoiled = [
    'content/phrases.yaml',
    'content/teams.yaml',
    'content/widget.yaml',
    'intents/urgence/fievre.yaml',
  ]
  const files = new Map([...readSources(), ...spoiled.map((name): [string, string] => [name, 'unknown: 1'])])
  const faults = () => prepare(files)
  expect(faults).toThrow(ContentError)
  for (const name of spoiled) expect(faults).toThrow(name)
})

it('sends the pages without what they were kept with', async () => {
  const { content } = await loadContent(readSources(), { allowsUrgentOnly: false, onFault: () => {} })
  expect([...content.assets.keys()]).toContain('/widget.js')
  for (const { body, gzip } of content.assets.values())
    expect([body.buffer.byteLength, gzip.buffer.byteLength]).toEqual([body.byteLength, gzip.byteLength])
})
