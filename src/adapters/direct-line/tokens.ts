import { errors, jwtVerify, SignJWT } from 'jose'

/** What a Direct Line token opens: one conversation, as one user whose id the server made. */
export type Ticket = { conversation: string; user: string }
export type TokenFault = 'malformed' | 'expired'

export const tokenLifetime = 1800
const streamLifetime = 60
const issuer = 'assistant-leucopenie'

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
  const verify = async (token: string, audience: string): Promise<Ticket | TokenFault> => {
    try {
      const { payload } = await jwtVerify(token, await secret, {
        issuer,
        audience,
        algorithms: ['HS256'],
        currentDate: new Date(now()),
      })
      return { conversation: String(payload.conv), user: String(payload.user) }
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'expired'
      if (error instanceof errors.JOSEError) return 'malformed'
      throw error
    }
  }
  return {
    issue: (ticket) => sign(ticket, 'conversation', tokenLifetime),
    issueStream: (ticket) => sign(ticket, 'stream', streamLifetime),
    read: (token) => verify(token, 'conversation'),
    readStream: (token) => verify(token, 'stream'),
  }
}
