import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveCore, openCore } from '../../src/adapters/core-thread/live-core.ts'
import { startThread, ThreadEnded } from '../../src/adapters/core-thread/thread.ts'
import { readSources } from '../../src/adapters/files/read-sources.ts'
import { emptyState } from '../../src/core/dialogue/turn.ts'
import { ContentError } from '../../src/core/knowledge/issue.ts'
import { loaded } from '../loaded.ts'

const files = readSources()
const logged: string[] = []
const log = {
  info: () => {},
  warn: () => {},
  error: (_: object, message: string) => void logged.push(message),
}
const questions = [
  "j'ai 39,4 de fièvre",
  'la leucopénie est-elle contagieuse ?',
  'bonjour',
  'le prix du pain ?',
]

/** The thread that is started next. */
const nextWorker = () => new Promise<Worker>((resolve) => process.once('worker', resolve))

describe('the core in its thread', () => {
  let core: LiveCore
  let worker: Worker
  beforeAll(async () => {
    const started = nextWorker()
    core = await openCore(files, { allowsUrgentOnly: false, log })
    worker = await started
  }, 60_000)
  afterAll(() => core.close())

  it('says what the core says', async () => {
    for (const text of questions) {
      expect(await core.reply({ text }, emptyState)).toEqual(loaded.assistant.reply({ text }, emptyState))
      expect(await core.screen(text)).toEqual(loaded.screen(text))
      expect(await core.redact(text)).toEqual(loaded.redact(text))
    }
    expect(core.content().welcome).toEqual(loaded.assistant.welcome())
    expect((await core.search('vaccin', 0, 3)).answers).toHaveLength(3)
  })

  it('tells who asked what the core threw, and goes on', async () => {
    await expect(core.reply(null as never, emptyState)).rejects.toThrow(TypeError)
    expect((await core.reply({ text: 'bonjour' }, emptyState)).reply.kind).toBe('smalltalk')
  })

  it('answers what was asked before its thread ended and after, from another thread', async () => {
    const another = nextWorker()
    const asked = questions.map((text) => core.reply({ text }, emptyState))
    const ended = worker.terminate()
    const steps = await Promise.all([...asked, core.reply({ text: "j'ai du mal à respirer" }, emptyState)])
    expect(steps.map(({ reply }) => reply.kind)).toEqual([
      'urgent',
      'answer',
      'smalltalk',
      'fallback',
      'urgent',
    ])
    await ended
    worker = await another
    expect(core.isRunning()).toBe(true)
    expect(logged).toEqual(['the core ended: another one starts'])
  }, 60_000)

  it('starts again by itself, and says meanwhile that it is away', async () => {
    const another = nextWorker()
    await worker.terminate()
    expect(core.isRunning()).toBe(false)
    worker = await another
    await expect.poll(() => core.isRunning(), { timeout: 30_000 }).toBe(true)
  }, 60_000)

  it('finishes on the old files what was asked before new ones came', async () => {
    const article = 'content/article.yaml'
    const text = (files.get(article) ?? '').replace(/contentVersion: .*/, 'contentVersion: "99.0.0"')
    const reloading = core.reload(new Map([...files, [article, text]]))
    const asked = questions.map((text) => core.reply({ text }, emptyState))
    await reloading
    expect((await Promise.all(asked)).map(({ reply }) => reply.kind)).toEqual([
      'urgent',
      'answer',
      'smalltalk',
      'fallback',
    ])
    expect(core.content().contentVersion).toBe('99.0.0')
    expect((await core.reply({ text: 'bonjour' }, emptyState)).reply.kind).toBe('smalltalk')
  }, 120_000)

  it('once closed starts no other thread', async () => {
    const other = await openCore(files, { allowsUrgentOnly: false, log })
    let started = 0
    const count = () => void started++
    process.on('worker', count)
    await other.close()
    await expect(other.reply({ text: 'bonjour' }, emptyState)).rejects.toThrow(ThreadEnded)
    process.off('worker', count)
    expect(started).toBe(0)
  }, 60_000)
})

describe('a core thread that can not start', () => {
  it('lists the faults of its content', async () => {
    const broken = new Map([...files, ['content/article.yaml', 'title: 1']])
    const failure = await startThread({ files: broken, allowsUrgentOnly: false }).catch((error) => error)
    expect(failure).toBeInstanceOf(ContentError)
    expect(failure.issues.length).toBeGreaterThan(0)
  })

  it('says why it ended', async () => {
    const failure = await startThread({ files: null as never, allowsUrgentOnly: false }).catch(
      (error) => error,
    )
    expect(failure).toBeInstanceOf(ThreadEnded)
    expect(failure.cause).toBeInstanceOf(TypeError)
  })
})
