import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { loadFrenchWords } from '../../src/adapters/files/french-words.ts'
import { learnModels, type Models } from '../../src/adapters/files/models.ts'
import { readSources } from '../../src/adapters/files/read-sources.ts'
import { isKept, recallModels } from '../../src/adapters/files/stored-models.ts'
import { loaded } from '../loaded.ts'

const files = new Map([['intents/a.txt', 'un']])
const bias = new Float32Array([0.5, -1])
const models = { secondNet: { classes: 2, index: new Map([['mot', 0]]), bias } } as unknown as Models
let folder = ''
const learn = vi.fn(() => models)
const kept = () => readdirSync(folder).map((name) => join(folder, name))
const recall = (from = files) => recallModels(from, learn, folder)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'models-'))
  learn.mockClear()
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
})

it('what was learned from the same files is recalled, to the byte', () => {
  recall()
  expect(serialize(recall()).equals(serialize(models))).toBe(true)
  expect(learn).toHaveBeenCalledTimes(1)
})

it('it is known whether something is kept, without reading it', () => {
  expect(isKept(files, folder)).toBe(false)
  recall()
  expect([isKept(files, folder), isKept(new Map([['intents/a.txt', 'deux']]), folder)]).toEqual([true, false])
})

it('other files are learned anew, and both are kept', () => {
  recall()
  recall(new Map([['intents/a.txt', 'deux']]))
  expect(learn).toHaveBeenCalledTimes(2)
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
  recall()
  const [path = ''] = kept()
  writeFileSync(path, spoil(readFileSync(path)))
  expect(recall()).toEqual(models)
  expect(learn).toHaveBeenCalledTimes(2)
})

it('the newest three are kept', () => {
  for (const text of ['1', '2', '3', '4', '5']) {
    recall(new Map([['intents/a.txt', text]]))
    for (const path of kept()) utimesSync(path, new Date(), new Date(statSync(path).mtimeMs - 1000))
  }
  expect(kept()).toHaveLength(3)
  recall(new Map([['intents/a.txt', '5']]))
  expect(learn).toHaveBeenCalledTimes(5)
})

it('a place that can’t be written is a warning, and the models are there all the same', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(recallModels(files, learn, file)).toBe(models)
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('not kept'))
})

it('what the assistant recalled is what it would learn now: nothing it knows is stale', () => {
  const { learned, ...parts } = loaded.parts
  const now = learnModels(loaded.rules, parts, loadFrenchWords())
  const recalled = recallModels(readSources(), () => now)
  expect(digestOf(recalled)).toBe(digestOf(now))
  expect(digestOf(learned)).toBe(digestOf(now.language))
}, 240_000)

/** Of all numbers and names: two strings may be kept differently and be the same. */
function digestOf(value: unknown, hash = createHash('sha256')): string {
  const read = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
    else if (part instanceof Map) for (const entry of part) hash.update(entry.join('\0'))
    else if (part && typeof part === 'object') for (const one of Object.values(part)) read(one)
    else hash.update(String(part))
  }
  read(value)
  return hash.digest('hex')
}
