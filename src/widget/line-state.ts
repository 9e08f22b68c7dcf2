import type { Network } from './client.ts'

const mostFailures = 4
const longestWait = 30_000
/** How long a person waits without a word, an emergency perhaps: then the numbers stand there, whatever still comes. */
const patienceMs = 5000

/** Judges by what comes back, or does not, whether the server answers, and tells; never that it is back while a message is stuck. */
export function createLineState(tell: (state: Network) => void, isStuck: () => boolean) {
  let failures = 0
  /** Requests that are under way for too long. */
  let late = 0
  // Told until something came of it: the end of a wait is not yet an answer.
  let wasLate = false
  const tellTrouble = () => tell(wasLate || failures >= mostFailures ? 'unreachable' : 'offline')
  return {
    hasFailed: () => failures > 0,
    /** Notes a failure; returns how long to wait. */
    failed(): number {
      failures++
      tellTrouble()
      return Math.min(longestWait, 500 * 2 ** failures)
    },
    worked(): void {
      failures = 0
      // While one request hangs or a message cannot leave, another that is answered takes the numbers from nobody.
      if (late > 0 || isStuck()) return
      wasLate = false
      tell('online')
    },
    /** Tells when a request takes too long, and goes on waiting for it. */
    async timely<T>(request: Promise<T>): Promise<T> {
      let isLate = false
      const alarm = setTimeout(() => {
        isLate = wasLate = true
        late++
        tellTrouble()
      }, patienceMs)
      try {
        return await request
      } finally {
        clearTimeout(alarm)
        if (isLate) late--
      }
    },
  }
}
