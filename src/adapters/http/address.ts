import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

// Some proxies write the caller's port, another one for each connection.
const withPort = /^(?:\[([^\]]+)\](?::\d+)?|([^:]+):\d+)$/

/**
 * The caller's address as a key for limits. Of X-Forwarded-For only what our own proxies wrote counts: the entry so many
 * from its end. An IPv6 caller owns a whole /64, so that is the key.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
  const told = trustedProxies > 0 ? forwarded.at(-trustedProxies)?.trim() : ''
  const given = told || request.socket.remoteAddress || 'unknown'
  const [, bracketed, bare] = given.match(withPort) ?? []
  const address = (bracketed ?? bare ?? given).slice(0, 64)
  if (!isIPv6(address)) return address
  const mapped = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)
  if (mapped?.[1]) return mapped[1]
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const end = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const whole = [...groups, ...Array(Math.max(0, 8 - groups.length - end.length)).fill('0'), ...end]
  return `${whole.slice(0, 4).join(':')}::/64`
}

/** Whether the caller came over TLS, as the first of our proxies tells: each adds its own, `https, http`. */
export function cameOverTls({ headers }: IncomingMessage): boolean {
  return /^\s*https\s*(?:,|$)/i.test(String(headers['x-forwarded-proto'] ?? ''))
}
