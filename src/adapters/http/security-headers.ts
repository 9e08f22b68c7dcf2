import type { IncomingMessage, ServerResponse } from 'node:http'
import { cameOverTls } from './address.ts'

/** Sets the headers every answer carries. Sites that may embed the widget may frame the pages too; HSTS only behind TLS. */
export function createSecurityHeaders(
  allowedOrigins: readonly string[],
  trustedProxies: number,
  connectTo: readonly string[] = [],
) {
  const ancestors = ["'self'", ...allowedOrigins].join(' ')
  const fixed: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src ${["'self'", ...connectTo].join(' ')}; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
  }
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(fixed)) response.setHeader(name, value)
    if (trustedProxies > 0 && cameOverTls(request))
      response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains')
  }
}
