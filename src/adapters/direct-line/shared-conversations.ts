import { type ActivitySet, type Conversations, UnknownConversationError } from './conversations.ts'

export type SharedOptions = {
  /** Names this process's own log in watermarks. */
  mark: string
  now: () => number
  onError(err: unknown): void
}

const pauseMs = 2_000

/**
 * The logs that replicas share, and while these can't be had this process's own beside them: a person is answered all the
 * same. A watermark names how far both were read, `12` or `12.mark.3`.
 */
export function createSharedConversations(
  shared: Conversations,
  own: Conversations,
  { mark, now, onError }: SharedOptions,
): Conversations {
  let awayUntil = 0
  const isAway = () => now() < awayUntil
  const fail = (err: unknown) => {
    if (err instanceof UnknownConversationError) throw err
    if (!isAway()) onError(err)
    // A refusal costs no time and concerns one command; a connection that says nothing costs each person half a second.
    if ((err as Error).name !== 'ReplyError') awayUntil = now() + pauseMs
  }
  const ensureOwn = async (id: string) => {
    if ((await own.stateOf(id)) === 'unknown') await own.create(id)
  }
  /** Tries the shared log; what is done instead when it can't be had. */
  const either = async <T>(work: () => Promise<T>, instead: () => Promise<T>): Promise<T> => {
    if (!isAway()) {
      try {
        return await work()
      } catch (err) {
        fail(err)
      }
    }
    return instead()
  }
  const split = (watermark: string | null): { far: string | null; near: string | null } => {
    const [far = '', name, near = ''] = (watermark ?? '').split('.')
    return { far: far === '' ? null : far, near: name === mark && near !== '' ? near : null }
  }
  const join = (far: string, near: string | null) => (near === null ? far : `${far}.${mark}.${near}`)
  const ownSince = async (id: string, near: string | null): Promise<ActivitySet | null> =>
    (await own.stateOf(id)) === 'unknown' ? null : own.since(id, near)

  return {
    stateOf: (id) =>
      either(
        () => shared.stateOf(id),
        async () => {
          await ensureOwn(id)
          return own.stateOf(id)
        },
      ),
    create: (id) =>
      either(
        () => shared.create(id),
        () => own.create(id),
      ),
    append: (id, activity) =>
      either(
        () => shared.append(id, activity),
        async () => {
          await ensureOwn(id)
          return own.append(id, activity)
        },
      ),
    async since(id, watermark) {
      const { far, near } = split(watermark)
      const nothing: ActivitySet = { activities: [], watermark: far ?? '0' }
      const there = await either(
        () => shared.since(id, far),
        async () => nothing,
      )
      const here = await ownSince(id, near)
      return {
        activities: [...there.activities, ...(here?.activities ?? [])],
        watermark: join(there.watermark, here?.watermark ?? null),
      }
    },
    async listen(id, watermark, listener) {
      let { far, near } = split(watermark)
      await ensureOwn(id)
      const stopOwn = await own.listen(id, near, {
        receive(set) {
          near = set.watermark
          listener.receive({ ...set, watermark: join(far ?? '0', near) })
        },
        taken: () => listener.taken(),
      })
      const stopShared = await either(
        () =>
          shared.listen(id, far, {
            receive(set) {
              far = set.watermark
              listener.receive({ ...set, watermark: join(far, near) })
            },
            taken: () => listener.taken(),
          }),
        async () => () => {},
      )
      return () => {
        stopOwn()
        stopShared()
      }
    },
    end: (id) =>
      either(
        () => shared.end(id),
        () => own.end(id),
      ),
    async forget(id) {
      await either(
        () => shared.forget(id),
        async () => {},
      )
      if ((await own.stateOf(id)) !== 'unknown') await own.forget(id)
    },
  }
}
