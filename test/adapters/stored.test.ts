import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { loadAssistant } from '../../src/adapters/files/load-assistant.ts'
import { type Prepared, prepare } from '../../src/adapters/files/prepare.ts'
import { readSources } from '../../src/adapters/files/read-sources.ts'
import { isKept, keep, recall } from '../../src/adapters/files/stored.ts'

const files = new Map([['intents/a.txt', 'un']])
const bias = new Float32Array([0.5, -1])
const prepared = { secondNet: { classes: 2, index: new Map([['mot', 0]]), bias } } as unknown as Prepared
let folder = ''
const kept = () => readdirSync(folder).map((name) => join(folder, name))
const other = new Map([['intents/a.txt', 'deux']])
const recalled = (from = files) => recall(from, folder)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'models-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
})

it('what was prepared from the same files is recalled, to the byte', () => {
  keep(files, prepared, folder)
  expect(serialize(recalled()).equals(serialize(prepared))).toBe(true)
})

it('it is known whether something whole is kept', () => {
  expect(isKept(files, folder)).toBe(false)
  keep(files, prepared, folder)
  expect([isKept(files, folder), isKept(other, folder)]).toEqual([true, false])
})

it('nothing is recalled for other files, and both are kept', () => {
  keep(files, prepared, folder)
  expect(recalled(other)).toBeNull()
  keep(other, prepared, folder)
  expect(kept()).toHaveLength(2)
})

it.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, 70)],
  ['empty', () => Buffer.alloc(0)],
  [
    'changed in its last byte',
    (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)),
  ],
])('a kept file that is %s is not read', (_, spoil) => {
  keep(files, prepared, folder)
  const [path = ''] = kept()
  writeFileSync(path, spoil(readFileSync(path)))
  expect(recalled()).toBeNull()
  expect(isKept(files, folder)).toBe(false)
})

it('the newest three are kept', () => {
  for (const text of ['1', '2', '3', '4', '5']) {
    keep(new Map([['intents/a.txt', text]]), prepared, folder)
    for (const path of kept()) utimesSync(path, new Date(), new Date(statSync(path).mtimeMs - 1000))
  }
  const isThere = (text: string) => recalled(new Map([['intents/a.txt', text]])) !== null
  expect(['1', '2', '3', '4', '5'].map(isThere)).toEqual([false, false, true, true, true])
})

it('a place that can’t be written is a warning, and what was prepared is there all the same', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(keep(files, prepared, file)).toBe(prepared)
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('not kept'))
})

it('what the assistant recalled is what would be prepared now: nothing it knows is stale', () => {
  loadAssistant()
  expect(digestOf(recall(readSources()))).toBe(digestOf(prepare(readSources())))
}, 240_000)

/** Of all numbers and names: two strings may be kept differently and be the same. */
function digestOf(value: unknown, hash = createHash('sha256')): string {
  const read = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
    else if (part instanceof Map || part instanceof Set) for (const entry of part) read(entry)
    else if (part && typeof part === 'object') for (const one of Object.values(part)) read(one)
    else hash.update(`${part}\0`)
  }
  read(value)
  return hash.digest('hex')
}
