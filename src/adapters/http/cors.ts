import type { IncomingMessage, ServerResponse } from 'node:http'
import { isAllowedOrigin } from './direct-line-routes.ts'

const headers = 'authorization,content-type,x-requested-with,x-ms-bot-agent'

/** Sets the CORS headers for an allowed origin. Returns true when it has answered a preflight request whole. */
export function answerCors(
  request: IncomingMessage,
  response: ServerResponse,
  allowed: readonly string[],
): boolean {
  const { origin } = request.headers
  response.setHeader('vary', 'origin')
  if (origin && isAllowedOrigin(origin, request.headers.host, allowed)) {
    response.setHeader('access-control-allow-origin', origin)
    response.setHeader('access-control-allow-headers', headers)
    response.setHeader('access-control-allow-methods', 'GET,POST')
    response.setHeader('access-control-max-age', '600')
    response.setHeader('access-control-expose-headers', 'retry-after')
  }
  if (request.method !== 'OPTIONS') return false
  // Apart: restify's writeHead returns nothing.
  response.writeHead(204)
  response.end()
  return true
}
