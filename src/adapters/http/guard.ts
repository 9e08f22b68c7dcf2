import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Refuses the requests that kill restify 12: an absolute-form or unparsable address, a bad Host, an encoded body.
 * Returns false, having answered 400 or 415, when the request must go no further.
 */
export function guard(request: IncomingMessage, response: ServerResponse): boolean {
  const url = request.url ?? ''
  const host = request.headers.host ?? ''
  if (!url.startsWith('/') || !URL.canParse(`http://${host}${url}`))
    return refuse(response, 400, 'BadArgument', 'This address cannot be read')
  if (request.headers['content-encoding'] && request.headers['content-encoding'] !== 'identity')
    return refuse(response, 415, 'BadArgument', 'Send the body without Content-Encoding')
  return true
}

function refuse(response: ServerResponse, status: number, code: string, message: string): false {
  const body = JSON.stringify({ error: { code, message } })
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(body)
  return false
}
