import { createErasures, type ErasuresOptions } from '../storage/erasures.ts'
import {
  type ActivitySet,
  type Conversations,
  type SharedLogs,
  UnknownConversationError,
} from './conversations.ts'

export type SharedOptions = ErasuresOptions & {
  /** Names this process's own log in watermarks. */
  mark: string
}

const pauseMs = 2_000
const mostBegun = 10_000
const mostLogs = 20

/** How far the shared log was read, and by their names the logs of replicas. */
type Read = { far: string | null; near: Map<string, string> }

/**
 * The logs that replicas share, and while these can't be had this process's own beside them: a person is answered all the
 * same. A watermark names how far each was read, `12` or `12.mark.3`.
 */
export function createSharedConversations(
  shared: SharedLogs,
  own: Conversations,
  { mark, ...options }: SharedOptions,
): Conversations {
  const { now, onError } = options
  const erasures = createErasures(shared.forgetUntil, options)
  let awayUntil = 0
  /** Those that began while nothing could be written to the shared log: only these is it right not to know. */
  const begun = new Set<string>()
  const isAway = () => now() < awayUntil
  const fail = (err: unknown) => {
    if (!isAway()) onError(err)
    // A refusal costs no time and concerns one command; a connection that says nothing costs each person half a second.
    if ((err as Error).name !== 'ReplyError') awayUntil = now() + pauseMs
  }
  const isOwn = async (id: string) => (await own.stateOf(id)) !== 'unknown'
  const ensureOwn = async (id: string) => {
    if (!(await isOwn(id))) await own.create(id)
  }
  /** Tries the shared log; what is done instead when it can't be had, or when this process alone knows the conversation. */
  const either = async <T>(id: string, work: () => Promise<T>, instead: () => Promise<T>): Promise<T> => {
    if (!isAway()) {
      try {
        // Before what a person wanted forgotten is gone from it, the shared log is not read either.
        await erasures.settle(id)
        return await work()
      } catch (err) {
        if (!(err instanceof UnknownConversationError)) fail(err)
        else if (!begun.has(id)) throw err
      }
    }
    return instead()
  }
  const onLost = (err: unknown) => {
    // The conversation ended with the store: the next message is refused, and the client begins another.
    if (!(err instanceof UnknownConversationError)) onError(err)
  }
  const split = (watermark: string | null): Read => {
    const [far = '', ...parts] = (watermark ?? '').split('.')
    const near = new Map<string, string>()
    for (let at = 0; at + 1 < parts.length && near.size < mostLogs; at += 2)
      near.set(parts[at] as string, parts[at + 1] as string)
    return { far: far === '' ? null : far, near }
  }
  // How far other replicas' own logs were read is handed on, so that nothing of them comes twice.
  const join = ({ far, near }: Read) => [far ?? '0', ...[...near].flat()].join('.')
  const ownSince = async (id: string, near: string | null): Promise<ActivitySet | null> =>
    (await isOwn(id)) ? own.since(id, near) : null
  const stateOf = async (id: string): ReturnType<Conversations['stateOf']> => {
    const there = await either(
      id,
      () => shared.stateOf(id),
      async () => {
        await ensureOwn(id)
        return own.stateOf(id)
      },
    )
    return there === 'unknown' && begun.has(id) ? own.stateOf(id) : there
  }

  return {
    stateOf,
    async create(id) {
      const wasOwn = await isOwn(id)
      const isFirst = await either(
        id,
        () => shared.create(id),
        () => {
          begun.add(id)
          for (const oldest of begun) {
            if (begun.size <= mostBegun) break
            begun.delete(oldest)
          }
          return own.create(id)
        },
      )
      return isFirst && !wasOwn
    },
    append: (id, activity) =>
      either(
        id,
        () => shared.append(id, activity),
        async () => {
          await ensureOwn(id)
          return own.append(id, activity)
        },
      ),
    async since(id, watermark) {
      const read = split(watermark)
      const nothing: ActivitySet = { activities: [], watermark: read.far ?? '0' }
      const there = await either(
        id,
        () => shared.since(id, read.far),
        async () => nothing,
      )
      read.far = there.watermark
      const here = await ownSince(id, read.near.get(mark) ?? null)
      if (here) read.near.set(mark, here.watermark)
      return { activities: [...there.activities, ...(here?.activities ?? [])], watermark: join(read) }
    },
    async listen(id, watermark, listener) {
      const read = split(watermark)
      if ((await stateOf(id)) === 'unknown') throw new UnknownConversationError(id)
      await ensureOwn(id)
      let isStopped = false
      // Who was taken must not take the place back by trying again.
      const taken = () => {
        if (!isStopped) listener.taken()
        isStopped = true
      }
      const stopOwn = await own.listen(id, read.near.get(mark) ?? null, {
        receive(set) {
          read.near.set(mark, set.watermark)
          listener.receive({ ...set, watermark: join(read) })
        },
        taken,
      })
      let stopShared = () => {}
      // Who began to listen while the shared log was away hears of it when it is back.
      const attach = async (): Promise<void> => {
        if (isStopped) return
        const stop = await either(
          id,
          () =>
            shared.listen(id, read.far, {
              receive(set) {
                read.far = set.watermark
                listener.receive({ ...set, watermark: join(read) })
              },
              taken,
            }),
          async () => null,
        )
        if (stop) stopShared = stop
        else setTimeout(() => attach().catch(onLost), pauseMs).unref()
        if (stop && isStopped) stop()
      }
      await attach()
      return () => {
        isStopped = true
        stopOwn()
        stopShared()
      }
    },
    async end(id) {
      await either(
        id,
        () => shared.end(id),
        () => ensureOwn(id),
      )
      if (await isOwn(id)) await own.end(id)
    },
    async forget(id) {
      await either(
        id,
        () => shared.forget(id),
        async () => erasures.owe(id),
      )
      if (await isOwn(id)) await own.forget(id)
    },
  }
}
