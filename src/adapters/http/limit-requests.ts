import type { Request, RequestHandler, Response } from 'restify'
import type { Log } from '../log.ts'
import { clientAddress } from './address.ts'
import type { Limits } from './limits.ts'

export type LimitParts = {
  limits: Limits
  trustedProxies: number
  /** Without sign-in. Signed in, callers of /api/messages are Azure's few addresses: see `limitTurns`. */
  isOpen: boolean
  /** Whether a posted activity tells of an emergency, or may lean on the urgent reply. */
  isUrgent: (body: unknown) => Promise<boolean>
  /** Told of each refusal, for the counters. */
  onRefused: (kind: 'address' | 'conversation') => void
  log: Log
}

const openings = new Set(['/v3/directline/tokens/generate', '/v3/directline/conversations'])
const refresh = '/v3/directline/tokens/refresh'
const activities = /^\/v3\/directline\/conversations\/([\w-]{1,64})\/activities$/

/**
 * Answers 429 with Retry-After to a caller who posts too much. An emergency is never refused: over the limit its text is
 * screened first, and goes on to its reply. A fault of the counter refuses nobody.
 */
export function limitRequests(parts: LimitParts): RequestHandler {
  const { limits, trustedProxies, isOpen, onRefused } = parts
  const waitOf = async (request: Request, path: string) => {
    const isMessages = path === '/api/messages'
    const address = clientAddress(request, trustedProxies)
    if (openings.has(path)) return { seconds: await limits.opening(address), kind: 'address' as const }
    const seconds = await limits.address(address)
    if (seconds > 0) return { seconds, kind: 'address' as const }
    const id = path.match(activities)?.[1] ?? (isMessages ? conversationOf(request.body) : null)
    return { seconds: id ? await limits.conversation(id) : 0, kind: 'conversation' as const }
  }
  const check = async (request: Request, path: string) => {
    const { seconds, kind } = await waitOf(request, path)
    return { seconds: seconds > 0 && (await mayPass(request.body, parts)) ? 0 : seconds, kind }
  }
  return (request, response, next) => {
    const path = request.getPath().replace(/(?<=.)\/$/, '')
    const isOurs = (isOpen && path === '/api/messages') || path.startsWith('/v3/directline/')
    // A refresh opens nothing, and who may not refresh loses the conversation in which to call for help.
    if (request.method !== 'POST' || !isOurs || path === refresh) return next()
    check(request, path).then(({ seconds, kind }) => {
      if (seconds === 0) return next()
      onRefused(kind)
      tooMany(response, seconds)
      next(false)
    }, next)
  }
}

/**
 * The seconds to wait before a signed-in conversation's next turn, 0 for none. Counted after the sign-in, so that nobody
 * can use up somebody else's turns, and by conversation alone.
 */
export function limitTurns(parts: LimitParts) {
  const { limits, isOpen, onRefused } = parts
  return async (activity: unknown): Promise<number> => {
    const id = isOpen ? null : conversationOf(activity)
    const seconds = id ? await limits.conversation(id) : 0
    if (seconds === 0 || (await mayPass(activity, parts))) return 0
    onRefused('conversation')
    return seconds
  }
}

/** What cannot be screened may be an emergency. */
async function mayPass(activity: unknown, { isUrgent, log }: LimitParts): Promise<boolean> {
  try {
    return await isUrgent(activity)
  } catch (err) {
    log.error({ err }, 'over the limit and not screened: let through')
    return true
  }
}

/** Refuses for now: 429 with the seconds to wait. */
export function tooMany(response: Response, seconds: number): void {
  response.header('Retry-After', String(seconds))
  response.send(429, {
    error: { code: 'TooManyRequests', message: `Too many requests: try again in ${seconds} s` },
  })
}

function conversationOf(body: unknown): string | null {
  const { channelId, conversation, from } = (body ?? {}) as Record<string, { id?: unknown } | string | null>
  const idOf = (part: unknown) =>
    typeof part === 'object' && part !== null && 'id' in part && typeof part.id === 'string' ? part.id : ''
  const id = `${typeof channelId === 'string' ? channelId : ''}|${idOf(conversation)}|${idOf(from)}`
  return id === '||' ? null : id
}
