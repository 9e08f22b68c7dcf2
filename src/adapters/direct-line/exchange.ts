import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { DirectLineError } from './error.ts'

const timeoutMs = 10_000
const Generated = z.object({
  conversationId: z.string().min(1),
  token: z.string().min(1),
  expires_in: z.number(),
})

export type ExchangeParts = {
  secret: string
  /** Address of the service with its path, e.g. https://europe.directline.botframework.com/v3/directline */
  domain: string
  trustedOrigins: readonly string[]
}
/** The origins that a page must be allowed to call, as a policy names them. */
export function toConnections(service: { domain: string } | null): string[] {
  if (!service) return []
  const { origin } = new URL(service.domain)
  return [origin, origin.replace(/^http/, 'ws')]
}

export type Exchange = () => Promise<z.infer<typeof Generated> & { domain: string }>

/**
 * Exchanges the secret for a token of one conversation at the Direct Line service. The secret stays here;
 * the client gets the token and the address, and talks to the service itself.
 */
export function createExchange({ secret, domain, trustedOrigins }: ExchangeParts): Exchange {
  return async () => {
    const response = await ask().catch(() => {
      throw new DirectLineError(502, 'ServiceError', 'The Direct Line service cannot be reached')
    })
    if (response.status === 429)
      throw new DirectLineError(429, 'TooManyRequests', 'The Direct Line service asks to wait')
    const read = Generated.safeParse(await response.json().catch(() => null))
    if (!response.ok || !read.success)
      throw new DirectLineError(502, 'ServiceError', 'The Direct Line service gave no token')
    return { ...read.data, domain }
  }

  function ask(): Promise<Response> {
    return fetch(`${domain}/tokens/generate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        user: { id: `dl_${randomBytes(16).toString('base64url')}` },
        ...(trustedOrigins.length > 0 && { trustedOrigins }),
      }),
      signal: AbortSignal.timeout(timeoutMs),
    })
  }
}
