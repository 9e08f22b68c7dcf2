import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** What belongs to one request while it is worked on: carried beside the calls, so that the core knows nothing of it. */
export type Scope = {
  /** Correlation id, from the caller or made here: in every log line and in the answer. */
  id: string
  /** The channel of the turn, one of a few names. */
  channel: string
  /** Versions of the states read in this request, for optimistic locking. */
  versions: Map<string, string | null>
}

const scopes = new AsyncLocalStorage<Scope>()
const channels = new Set(['msteams', 'directline', 'webchat', 'emulator', 'test'])

/** A caller's correlation id if it is a plain one, else a new one. */
export function correlationId(given: string | undefined): string {
  return given && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID()
}

/** Runs a piece of work as one request. */
export function inScope<T>(id: string, work: () => T): T {
  return scopes.run({ id, channel: 'none', versions: new Map() }, work)
}

/** The request being worked on, or null outside of one. */
export function currentScope(): Scope | null {
  return scopes.getStore() ?? null
}

/** A channel's name fit for a label: an unknown one is `other`, since callers choose what they send. */
export function channelName(channelId: unknown): string {
  return typeof channelId === 'string' && channels.has(channelId) ? channelId : 'other'
}
