type Owed = { asked: number; cause: unknown }
export type ErasuresOptions = {
  /** After so long the store's own expiry has done it. */
  lifetimeMs: number
  now: () => number
  onError(err: unknown): void
}

const pauseMs = 2_000
const most = 10_000

/**
 * What a store could not erase when a person asked for it: tried until the store answers, for as long as the store keeps
 * things at most. `erase` gets the time of the asking: what came later is not to be erased.
 */
export function createErasures(
  erase: (key: string, asked: number) => Promise<unknown>,
  { lifetimeMs, now, onError }: ErasuresOptions,
) {
  const all = new Map<string, Owed>()
  let timer: NodeJS.Timeout | undefined

  const giveUp = (key: string, { cause }: Owed) => {
    all.delete(key)
    onError(new Error('what was to be erased is left to its expiry', { cause }))
  }
  const settle = async (key: string): Promise<void> => {
    const owed = all.get(key)
    if (!owed) return
    await erase(key, owed.asked)
    if (all.get(key) === owed) all.delete(key)
  }
  const tryAll = async (): Promise<void> => {
    for (const [key, owed] of [...all]) {
      if (now() - owed.asked >= lifetimeMs) giveUp(key, owed)
      else
        await settle(key).catch((err) => {
          owed.cause = err
        })
    }
    timer = undefined
    tryLater()
  }
  const tryLater = (): void => {
    if (timer || all.size === 0) return
    timer = setTimeout(tryAll, pauseMs).unref()
  }
  return {
    /** Remembers that something is to be erased. Told of the oldest that is given up when there are too many. */
    owe(key: string, cause?: unknown): void {
      all.delete(key)
      all.set(key, { asked: now(), cause })
      for (const [oldest, owed] of all) {
        if (all.size <= most) break
        giveUp(oldest, owed)
      }
      tryLater()
    },
    /** Erases now what is owed under a key, before anything there is read or written. Rejects as the store does. */
    settle,
  }
}
