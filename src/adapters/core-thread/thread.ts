import { Worker } from 'node:worker_threads'
import { ContentError } from '../../core/knowledge/issue.ts'
import type { Content } from '../operations/content.ts'
import type { Core, Question, ThreadData, Told } from './protocol.ts'

/** The thread ended before it answered. */
export class ThreadEnded extends Error {}

/** A running core. */
export type Thread = {
  content: Content
  fault: unknown
  /** Rejects with what the core threw, or with a ThreadEnded. */
  ask(name: keyof Core, given: unknown[]): Promise<unknown>
  /** Resolves, with the cause if there is one, when it has ended, wanted or not. */
  ended: Promise<unknown>
  /** Ends it once it has answered all that it was asked. */
  close(): Promise<void>
}

type Waiting = { resolve(result: unknown): void; reject(error: unknown): void }

// A turn leaves little behind: a small nursery is emptied often and costs no time, a large one costs memory.
const resourceLimits = { maxYoungGenerationSizeMb: 16 }

/** Starts a core on these files. Rejects with a ContentError that lists every fault, or with what else kept it from starting. */
export function startThread(data: ThreadData): Promise<Thread> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: data, resourceLimits })
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let hasEnded = false
  let cause: unknown
  let idle: (() => void) | null = null

  const ask = (name: keyof Core, given: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (hasEnded) return reject(new ThreadEnded('the core thread has ended', { cause }))
      const question: Question = { id: asked++, name, given }
      waiting.set(question.id, { resolve, reject })
      worker.postMessage(question)
    })
  const close = async () => {
    if (waiting.size > 0) await new Promise<void>((resolve) => (idle = resolve))
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
        const error = new ThreadEnded('the core thread ended', { cause })
        reject(error)
        for (const one of waiting.values()) one.reject(error)
        waiting.clear()
        idle?.()
        end(cause)
      })
    })
    worker.on('message', (told: Told) => {
      if ('content' in told) resolve({ ...told, ask, ended, close })
      else if ('faults' in told) reject(new ContentError([...told.faults]))
      else settle(told)
    })
  })
}
