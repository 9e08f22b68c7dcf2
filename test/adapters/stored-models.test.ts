import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { learnModels, type Models } from '../../src/adapters/files/models.ts'
import { readSources } from '../../src/adapters/files/read-sources.ts'
import { recallModels } from '../../src/adapters/files/stored-models.ts'
import { createTokenise } from '../../src/core/language/tokens.ts'
import { createConcepts } from '../../src/core/matching/concepts.ts'
import { createFeaturise } from '../../src/core/matching/features.ts'
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
  const { knowledge, rules, parts } = loaded
  const { learned, ...language } = parts
  const { shortenings, grammar } = parts
  const featurise = createFeaturise(
    createTokenise({ shortenings, grammar, repair: (word) => word }),
    createConcepts(knowledge.synonyms),
  )
  const now = learnModels({ knowledge, rules, featurise, parts: language })
  expect(serialize(now.language).equals(serialize(learned))).toBe(true)
  const recalled = recallModels(readSources(), () => now)
  expect(serialize(recalled.secondNet).equals(serialize(now.secondNet))).toBe(true)
})
