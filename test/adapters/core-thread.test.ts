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
  }, 180_000)
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
  }, 180_000)

  it('starts again by itself, and says meanwhile that it is away', async () => {
    const another = nextWorker()
    await worker.terminate()
    expect(core.isRunning()).toBe(false)
    worker = await another
    await expect.poll(() => core.isRunning(), { timeout: 30_000 }).toBe(true)
  }, 180_000)

  it('finishes what was asked before new files came, then its thread ends', async () => {
    const another = nextWorker()
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    const reloading = core.reload(new Map(files))
    const asked = questions.map((text) => core.reply({ text }, emptyState))
    await reloading
    expect((await Promise.all(asked)).map(({ reply }) => reply.kind)).toEqual([
      'urgent',
      'answer',
      'smalltalk',
      'fallback',
    ])
    await ended
    worker = await another
    expect((await core.reply({ text: 'bonjour' }, emptyState)).reply.kind).toBe('smalltalk')
    expect(core.isRunning()).toBe(true)
  }, 120_000)

  it('serves the files that came last, though those before them take longer to read', async () => {
    const { contentVersion } = core.content()
    const name = 'content/article.yaml'
    const older = (files.get(name) ?? '').replace(`"${contentVersion}"`, '"0.0.1"')
    const slow = new Map([...files, [name, older + '# long to read\n'.repeat(200_000)]])
    const reloads = [core.reload(slow), core.reload(new Map([...files, [name, 'title: 1']]))]
    const last = core.reload(new Map(files))
    expect((await Promise.allSettled(reloads)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await last
    expect(core.content().contentVersion).toBe(contentVersion)
  }, 180_000)

  it('once closed starts no other thread', async () => {
    const other = await openCore(files, { allowsUrgentOnly: false, log })
    let started = 0
    const count = () => void started++
    process.on('worker', count)
    await other.close()
    await expect(other.reply({ text: 'bonjour' }, emptyState)).rejects.toThrow(ThreadEnded)
    process.off('worker', count)
    expect(started).toBe(0)
  }, 180_000)
})

describe('a question that takes too long', () => {
  // Seconds of work; no channel takes in as much.
  const endless = 'ma cuisse tremble et je respire la rose, '.repeat(500_000)
  const patience = { lookMs: 50, looks: 10 }

  it('ends its thread, and whoever closes it does not wait for it', async () => {
    const thread = await startThread({ files, allowsUrgentOnly: false }, patience)
    const failure = await thread.ask('screen', [endless]).catch((error: ThreadEnded) => error)
    expect(failure).toBeInstanceOf(ThreadEnded)
    expect((failure as ThreadEnded).wasAtWork).toBe(true)
    expect(await thread.ended).toMatchObject({ message: 'the core was stuck on one question' })
    await thread.close()
  }, 180_000)

  it('is given up after two tries, and those behind it are answered', async () => {
    const core = await openCore(files, { allowsUrgentOnly: false, log, patience })
    const stuck = core.screen(endless).catch((error) => error)
    const behind = core.reply({ text: questions[0] ?? '' }, emptyState)
    expect(await stuck).toBeInstanceOf(ThreadEnded)
    expect((await behind).reply.kind).toBe('urgent')
    await core.close()
  }, 180_000)
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
