import type { Activity, InvokeResponse } from 'botbuilder'

/** What a caller is told when nothing ran: a status, a code, a sentence without any address or cause of ours. */
export type Refusal = { status: number; body: { error: { code: string; message: string } } }

const refusal = (status: number, code: string, message: string): Refusal => ({
  status,
  body: { error: { code, message } },
})
const tokenFaults = new Set(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'])

/** The answer to a failed authentication. The library itself says 500 to a forged signature, and names the key server. */
export function refuseCaller(error: unknown): Refusal {
  const { name = '', statusCode } = (error ?? {}) as { name?: string; statusCode?: number }
  if (statusCode === 401 || tokenFaults.has(name))
    return refusal(401, 'Unauthorized', 'Send a valid bearer token of the Bot Framework')
  if (statusCode !== undefined || name === 'FetchError')
    return refusal(503, 'ServiceUnavailable', 'Tokens cannot be checked at the moment')
  return refusal(500, 'ServiceError', 'The service could not answer')
}

/** The answer when a turn failed although its apology was tried, e.g. because the channel takes no reply. */
export const refuseTurn = (): Refusal => refusal(502, 'ReplyNotDelivered', 'The reply could not be delivered')

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether an unauthenticated caller may name this address for replies: only our own machine, or none at all because the
 * replies come back in the response. Anything else would let strangers make this server call what they like.
 */
export function refuseServiceUrl({ serviceUrl, deliveryMode }: Partial<Activity>): Refusal | null {
  if (typeof serviceUrl !== 'string' || !/^https?:/i.test(serviceUrl) || !URL.canParse(serviceUrl))
    return refusal(400, 'BadArgument', 'Send an activity with a "serviceUrl"')
  if (deliveryMode === 'expectReplies' || loopback.has(new URL(serviceUrl).hostname)) return null
  return refusal(403, 'Forbidden', 'Without credentials, "serviceUrl" must be this machine')
}

/** The answer to an invoke of ours whose value has another shape. */
export const refuseValue = ({ name }: Partial<Activity>): Refusal =>
  refusal(400, 'BadArgument', `"value" is not what ${name} has there`)

const isObject = (value: unknown) => typeof value === 'object' && value !== null
/** Invokes whose value the library reads into, a missing one apart, before it says 501. */
const readable = new Map<string | undefined, (value: unknown) => boolean>([
  ['adaptiveCard/action', (value) => isObject((value as { action?: unknown }).action)],
  ['application/search', isObject],
])

/** The library's own refusal of an invoke, for a value of a shape that it does not check: it would throw. */
export function refuseInvoke({ name, value }: Partial<Activity>): InvokeResponse | null {
  if (!value || (readable.get(name)?.(value) ?? true)) return null
  const fault = { code: 'BadRequest', message: `"value" is not what ${name} has there` }
  return {
    status: 400,
    body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: fault },
  }
}
