import type { Log } from './log.ts'

const ways = ['error', 'warn'] as const

/**
 * Sends what libraries complain of on the console into the log, each as one line that says where it came from. What they
 * say stays out: they quote whole requests.
 */
export function logConsole(console: Console, log: Log): void {
  for (const way of ways)
    console[way] = (...said: unknown[]) => {
      const [, , at = ''] = (new Error().stack ?? '').split('\n')
      const err = said.find((part) => part instanceof Error)
      log[way]({ at: at.trim(), ...(err && { err }) }, 'a library complained')
    }
}
