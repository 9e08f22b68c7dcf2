import type { SourceFiles } from '../../core/knowledge/knowledge.ts'
import type { Log } from '../log.ts'
import type { Content } from '../operations/content.ts'
import { daysUntil } from '../operations/readiness.ts'
import type { Core, RemoteCore } from './protocol.ts'
import { type Patience, startThread, type Thread, ThreadEnded } from './thread.ts'

/** The core in use, and the way to put another in its place while turns run. */
export type LiveCore = RemoteCore & {
  content(): Content
  /** Whether a core runs now; one that ended is started again at once. */
  isRunning(): boolean
  /** Starts a core on new files, once those that came before are read. Rejects with a ContentError, and keeps the old one, when they are faulty. */
  reload(files: SourceFiles): Promise<void>
  close(): Promise<void>
}

export type LiveCoreOptions = { allowsUrgentOnly: boolean; log: Log; patience?: Patience }
// What a thread was at work on when it ended, twice, is not asked again: others wait behind it.
const mostTries = 2

/**
 * Runs the core in a thread of its own, so that reading content, learning and a very long message never hold up the network.
 * If the thread ends or is stuck, another one takes over on the same files, and what was under way is asked again: an emergency
 * is answered late rather than never. Rejects as `startThread` does.
 */
export async function openCore(
  files: SourceFiles,
  { allowsUrgentOnly, log, patience }: LiveCoreOptions,
): Promise<LiveCore> {
  let isClosed = false
  let restarting: Promise<Thread> | null = null
  let reloading: Promise<unknown> = Promise.resolve()

  const begin = async (sources: SourceFiles, mayBeUrgentOnly = allowsUrgentOnly): Promise<Thread> => {
    const thread = await startThread({ files: sources, allowsUrgentOnly: mayBeUrgentOnly }, patience)
    if (thread.fault)
      log.error(
        thread.fault instanceof Error ? { err: thread.fault } : { faults: thread.fault },
        'content is faulty: emergencies only',
      )
    const { reviewBy } = thread.content
    if (daysUntil(reviewBy, Date.now()) < -1) log.warn({ reviewBy }, 'the content is due for a review')
    void thread.ended.then((err) => {
      if (isClosed || thread !== serving) return
      log.error({ err }, 'the core ended: another one starts')
      restart(thread).catch((error) => log.error({ err: error }, 'the core does not start again'))
    })
    return thread
  }
  let serving: Thread = await begin(files)

  const restart = (lost: Thread): Promise<Thread> => {
    if (serving !== lost) return Promise.resolve(serving)
    restarting ??= begin(files)
      .then(async (thread) => {
        // Closed, or new files came, while it started.
        if (isClosed || serving !== lost) {
          await thread.close()
          return serving
        }
        serving = thread
        return thread
      })
      .finally(() => {
        restarting = null
      })
    return restarting
  }
  const ask = async (name: keyof Core, given: unknown[]): Promise<unknown> => {
    for (let tries = 0; ; ) {
      const thread = serving
      try {
        return await thread.ask(name, given)
      } catch (error) {
        if (isClosed || !(error instanceof ThreadEnded)) throw error
        if (error.wasAtWork) tries++
        if (tries === mostTries) throw error
        await restart(thread)
      }
    }
  }
  const replace = async (newFiles: SourceFiles) => {
    // Emergencies alone are better than nothing, never better than what is served whole.
    const thread = await begin(newFiles, allowsUrgentOnly && serving.content.mode === 'urgent-only')
    if (isClosed) return thread.close()
    const old = serving
    serving = thread
    files = newFiles
    await old.close()
  }
  const through = <Name extends keyof Core>(name: Name) =>
    ((...given: unknown[]) => ask(name, given)) as RemoteCore[Name]

  return {
    reply: through('reply'),
    screen: through('screen'),
    pressing: through('pressing'),
    search: through('search'),
    redact: through('redact'),
    content: () => serving.content,
    isRunning: () => !serving.hasEnded(),
    reload(newFiles) {
      // One after another, so that the files that came last are served last, whichever are read faster.
      const done = reloading.then(() => replace(newFiles))
      reloading = Promise.allSettled([done])
      return done
    },
    async close() {
      isClosed = true
      await serving.close()
    },
  }
}
