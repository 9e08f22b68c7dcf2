import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFileSink } from '../../src/adapters/journal/file-sink.ts'
import { start } from '../../src/main.ts'
import { posted } from '../posted.ts'

const now = () => Date.parse('2026-01-01T12:00:00Z')
const days = { '2026-01-01': { 'kind|answer': 1 } }
const damaged = (text: string) => {
  const file = join(mkdtempSync(join(tmpdir(), 'assistant-')), 'journal.json')
  writeFileSync(file, text)
  return file
}

describe.each(['{"2026-01-01":{"kind|ans', '', '[1]'])('a journal that holds %j', (text) => {
  it('is put aside once and begun anew', async () => {
    const file = damaged(text)
    const told: string[] = []
    const sink = createFileSink(file, now, (putAside) => void told.push(putAside))
    await sink.add(days)
    await sink.add(days)
    expect(await sink.read()).toEqual({ '2026-01-01': { 'kind|answer': 2 } })
    expect(told).toEqual([`${file}.damaged`])
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(text)
  })

  it('is left where it is by who only reads', async () => {
    const file = damaged(text)
    await expect(createFileSink(file, now).read()).rejects.toThrow()
    expect(readFileSync(file, 'utf8')).toBe(text)
  })
})

it('the server says where it put a damaged journal', async () => {
  const file = damaged('{')
  const lines: string[] = []
  const { address, stop } = await start(
    { PORT: '0', LOG_LEVEL: 'error', JOURNAL_FILE: file },
    {},
    { logTo: { write: (line) => void lines.push(line) } },
  )
  await fetch(`${address.replace('localhost', '127.0.0.1')}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(posted('bonjour', 'c')),
  })
  await stop()
  expect(lines.filter((line) => line.includes(`"file":"${file}.damaged"`))).toHaveLength(1)
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toHaveLength(1)
}, 60_000)
