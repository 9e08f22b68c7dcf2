import { pino } from 'pino'

/** Structured log of what happened, never of what a person wrote. */
export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** JSON lines on standard output. */
export function createLog(level: string): Log {
  return pino({ level, base: null, redact: ['text', 'activity.text', 'err.request'] })
}
