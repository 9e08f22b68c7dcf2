const tickMs = 15_000
const sleptMs = 100_000

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Tells when the line may be back, after a sleep too, and when the browser says that it is gone. Returns how to stop. */
export function watchLine({ back, gone }: { back(): void; gone(): void }): () => void {
  let lastTick = Date.now()
  const tick = setInterval(() => {
    const hasSlept = Date.now() - lastTick > sleptMs
    lastTick = Date.now()
    if (hasSlept) back()
  }, tickMs)
  addEventListener('online', back)
  addEventListener('offline', gone)
  return () => {
    clearInterval(tick)
    removeEventListener('online', back)
    removeEventListener('offline', gone)
  }
}
