import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { ContentError } from '../../core/knowledge/issue.ts'
import type { SourceFiles } from '../../core/knowledge/knowledge.ts'
import { toShared } from '../files/shared-sources.ts'
import type { Content } from '../operations/content.ts'
import type { Core, Question, ThreadData, Told } from './protocol.ts'

/** The thread ended before it answered. */
export class ThreadEnded extends Error {
  /** Whether it was at work on this very question, which may be what ended it. */
  readonly wasAtWork: boolean

  constructor(cause: unknown, wasAtWork: boolean) {
    super('the core thread ended', { cause })
    this.wasAtWork = wasAtWork
  }
}

/** A running core. */
export type Thread = {
  content: Content
  fault: unknown
  /** Rejects with what the core threw, or with a ThreadEnded. */
  ask(name: keyof Core, given: unknown[]): Promise<unknown>
  /** Resolves, with the cause if there is one, when it has ended, wanted or not. */
  ended: Promise<unknown>
  hasEnded(): boolean
  /** Ends it once it has answered all that it was asked. */
  close(): Promise<void>
}

// Questions that come together go together, since handing over costs more than what is handed; not so many that the core waits.
const mostTogether = 8

type Waiting = { resolve(result: unknown): void; reject(error: unknown): void }

// A turn leaves little behind: a small nursery is emptied often and costs no time, a large one costs memory.
const resourceLimits = { maxYoungGenerationSizeMb: 16 }

/** How long one question may take: so many looks at the thread that find it at work on the same one. */
export type Patience = { lookMs: number; looks: number }
// The longest message that is taken in is read in less than a second.
const usualPatience: Patience = { lookMs: 1_000, looks: 10 }
// What is stuck is not waited for by who closes it.
const closingMs = 5_000

/** What a core is started with: the same as its thread, but for the files, which need not be shared yet. */
type Beginning = Omit<ThreadData, 'files'> & { files: SourceFiles }

function begin({ files, ...rest }: Beginning): Worker {
  const workerData: ThreadData = { ...rest, files: toShared(files) }
  return new Worker(new URL('./worker.ts', import.meta.url), { workerData, resourceLimits })
}

/**
 * Starts a core on these files, and ends it when it is stuck. Rejects with a ContentError that lists every fault, or with what
 * else kept it from starting.
 */
export function startThread(given: Beginning, patience: Patience = usualPatience): Promise<Thread> {
  let worker: Worker
  try {
    worker = begin(given)
  } catch (error) {
    return Promise.reject(new ThreadEnded(error, false))
  }
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let hasEnded = false
  let cause: unknown
  let idle: (() => void) | null = null
  const atWorkOn = (): number | undefined => waiting.keys().next().value
  const watch = watchOver(patience, atWorkOn, () => {
    cause = new Error('the core was stuck on one question')
    void worker.terminate()
  })

  const outbox: Question[] = []
  const post = () => {
    if (outbox.length > 0) worker.postMessage(outbox.splice(0))
  }
  const ask = (name: keyof Core, given: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (hasEnded) return reject(new ThreadEnded(cause, false))
      const question: Question = { id: asked++, name, given }
      waiting.set(question.id, { resolve, reject })
      if (outbox.push(question) === 1) setImmediate(post)
      if (outbox.length === mostTogether) post()
    })
  const close = async () => {
    if (waiting.size > 0)
      await Promise.race([
        new Promise<void>((resolve) => (idle = resolve)),
        setTimeout(closingMs, undefined, { ref: false }),
      ])
    await worker.terminate()
  }
  const settle = (told: Extract<Told, { id: number }>) => {
    const one = waiting.get(told.id)
    waiting.delete(told.id)
    if ('error' in told) one?.reject(told.error)
    else one?.resolve(told.result)
    if (waiting.size === 0) idle?.()
  }
  return new Promise((resolve, reject) => {
    const ended = new Promise<unknown>((end) => {
      worker.on('error', (error) => {
        cause = error
      })
      worker.once('exit', () => {
        hasEnded = true
        clearInterval(watch)
        reject(new ThreadEnded(cause, false))
        const first = atWorkOn()
        for (const [id, one] of waiting) one.reject(new ThreadEnded(cause, id === first))
        waiting.clear()
        idle?.()
        end(cause)
      })
    })
    worker.on('message', (told: Told) => {
      if ('content' in told) resolve({ ...told, ask, ended, hasEnded: () => hasEnded, close })
      else if ('faults' in told) reject(new ContentError([...told.faults]))
      else settle(told)
    })
  })
}

/** Looks again and again at what the thread is at work on; looks, not time, since this thread may itself have been held up. */
function watchOver({ lookMs, looks }: Patience, atWorkOn: () => number | undefined, isStuck: () => void) {
  let seen: number | undefined
  let times = 0
  const watch = setInterval(() => {
    const id = atWorkOn()
    times = id !== undefined && id === seen ? times + 1 : 0
    seen = id
    if (times === looks) isStuck()
  }, lookMs)
  return watch.unref()
}
