import { pino } from 'pino'
import { currentScope } from './scope.ts'

/** Structured log of what happened, never of what a person wrote. */
export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** JSON lines on standard output, or on `to`, each with its request's correlation id. */
export function createLog(level: string, to?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    redact: ['text', 'activity.text'],
    mixin: () => {
      const scope = currentScope()
      return scope ? { request: scope.id } : {}
    },
    serializers: { err: toLoggedError },
  }
  return to ? pino(options, to) : pino(options)
}

/**
 * An error's kind and place. Libraries hang whole requests, and so a person's words, on their errors; a message may quote
 * what could not be read: both stay out, except the message of an error of the system or the network, which names its call or number.
 * A code alone proves nothing: a remote service's refusal brings its own.
 */
function toLoggedError(err: unknown): object {
  if (!(err instanceof Error)) return { type: typeof err }
  const { code, statusCode, syscall, errno } = err as Error & Record<string, unknown>
  const isOfSystem = typeof syscall === 'string' || typeof errno === 'number'
  const frames = (err.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: err.name,
    ...(typeof code === 'string' && { code }),
    ...(isOfSystem && { message: err.message }),
    ...(typeof statusCode === 'number' && { statusCode }),
    at: frames.slice(0, 6).map((line) => line.trim()),
  }
}
