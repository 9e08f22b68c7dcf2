import { errors, jwtVerify, SignJWT } from 'jose'

/** What a Direct Line token opens: one conversation, as one user whose id the server made. */
export type Ticket = { conversation: string; user: string }
export type TokenFault = 'malformed' | 'expired'
/** A ticket whose token was found good, and when that ends, in milliseconds. */
type Checked = { ticket: Ticket; until: number }

export const tokenLifetime = 1800
const streamLifetime = 60
const issuer = 'assistant-leucopenie'
/** A visitor sends the same token with each message: checking it once is a seventh of a turn. */
const mostChecked = 10_000

export type Tokens = {
  issue(ticket: Ticket): Promise<string>
  issueStream(ticket: Ticket): Promise<string>
  read(token: string): Promise<Ticket | TokenFault>
  readStream(token: string): Promise<Ticket | TokenFault>
}

/** Tokens in the shape of a JWT, since clients read their user id out of it. Signed with HS256. */
export function createTokens(key: Uint8Array, now: () => number): Tokens {
  // Imported once: left to the library it is imported anew for each token, which costs more than the check itself.
  const secret = crypto.subtle.importKey(
    'raw',
    Uint8Array.from(key),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  )
  const sign = async ({ conversation, user }: Ticket, audience: string, lifetime: number) => {
    const seconds = Math.floor(now() / 1000)
    return new SignJWT({ conv: conversation, user })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + lifetime)
      .sign(await secret)
  }
  const verify = async (token: string, audience: string): Promise<Checked | TokenFault> => {
    try {
      const { payload } = await jwtVerify(token, await secret, {
        issuer,
        audience,
        algorithms: ['HS256'],
        currentDate: new Date(now()),
      })
      const ticket = { conversation: String(payload.conv), user: String(payload.user) }
      return { ticket, until: (payload.exp ?? 0) * 1000 }
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'expired'
      if (error instanceof errors.JOSEError) return 'malformed'
      throw error
    }
  }
  const checked = new Map<string, Checked>()
  const read = async (token: string): Promise<Ticket | TokenFault> => {
    const known = checked.get(token)
    if (known && now() < known.until) return known.ticket
    const found = await verify(token, 'conversation')
    checked.delete(token)
    if (typeof found === 'string') return found
    const [oldest] = checked.size < mostChecked ? [] : checked.keys()
    if (oldest !== undefined) checked.delete(oldest)
    checked.set(token, found)
    return found.ticket
  }
  return {
    issue: (ticket) => sign(ticket, 'conversation', tokenLifetime),
    issueStream: (ticket) => sign(ticket, 'stream', streamLifetime),
    read,
    async readStream(token) {
      const found = await verify(token, 'stream')
      return typeof found === 'string' ? found : found.ticket
    },
  }
}
