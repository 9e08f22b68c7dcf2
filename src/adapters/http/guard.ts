import type { IncomingMessage, ServerResponse } from 'node:http'

/** The largest body taken, in bytes. */
export const largestBody = 256 * 1024
const json = /^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset="?utf-?8"?\s*)?$/i
// The protocol's upload is refused by its own route, which reads no body.
const upload = /^\/v3\/directline\/conversations\/[\w-]+\/upload(?:\?|$)/

/**
 * Refuses the requests that kill restify 12 (an absolute-form or unparsable address, a bad Host, an encoded body), and
 * bodies that are too large or no JSON, before a byte of them is read. Returns false when it has answered.
 */
export function guard(request: IncomingMessage, response: ServerResponse): boolean {
  const { headers } = request
  const url = request.url ?? ''
  if (!url.startsWith('/') || !URL.canParse(`http://${headers.host ?? ''}${url}`))
    return refuse(response, 400, 'BadArgument', 'This address cannot be read')
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity')
    return refuse(response, 415, 'BadArgument', 'Send the body without Content-Encoding')
  if (Number(headers['content-length'] ?? 0) > largestBody)
    return refuse(response, 413, 'MessageSizeTooBig', `The body may hold ${largestBody} bytes`)
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if (hasBody && !json.test(headers['content-type'] ?? '') && !upload.test(url))
    return refuse(response, 415, 'BadArgument', 'Send JSON as application/json')
  return true
}

/** Answers with an error in the protocol's form and ends the connection, since the body was not read. Returns false. */
export function refuse(response: ServerResponse, status: number, code: string, message: string): false {
  const body = JSON.stringify({ error: { code, message } })
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(body)
  return false
}
