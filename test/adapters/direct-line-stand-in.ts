import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export const secret = 'the.secret-of-the-service'

type Recorded = { method: string; path: string; authorization: string; origin: string; body: unknown }
export type StandIn = {
  /** Its address, as DIRECT_LINE_DOMAIN takes it. */
  domain: string
  recorded: Recorded[]
  /** Status that the token route answers with. */
  tokenStatus: number
  stop(): Promise<void>
}

/** A stand-in for the Direct Line service: it holds one conversation and records what it is asked. It polls only. */
export async function startStandIn(): Promise<StandIn> {
  const activities: object[] = []
  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    const { method = '', headers } = request
    const path = (request.url ?? '').replace('/v3/directline', '')
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'authorization,content-type')
    // Apart from `end`: restify changes every server of the process, and its writeHead returns nothing.
    const answer = (status: number, text = '') => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(text)
    }
    if (method === 'OPTIONS') return answer(204)
    const authorization = headers.authorization ?? ''
    standIn.recorded.push({ method, path, authorization, origin: headers.origin ?? '', body })
    const send = (status: number, said: object) => answer(status, JSON.stringify(said))
    const opened = { conversationId: 'azure-1', token: 'token.of.azure', expires_in: 1800 }
    if (path === '/tokens/generate') {
      if (standIn.tokenStatus !== 200)
        return send(standIn.tokenStatus, { error: { code: 'Any', message: '' } })
      return send(authorization === `Bearer ${secret}` ? 200 : 403, opened)
    }
    if (authorization !== 'Bearer token.of.azure')
      return send(403, { error: { code: 'TokenExpired', message: 'no such token' } })
    if (path === '/conversations') return send(201, opened)
    const watermark = Number(path.match(/watermark=(\d+)/)?.[1] ?? 0)
    if (method === 'GET')
      return send(200, { activities: activities.slice(watermark), watermark: `${activities.length}` })
    const id = (n: number) => `azure-1|${n}`
    const { text, channelData } = body as { text: string; channelData: object }
    activities.push({ type: 'message', id: id(activities.length), from: { id: 'dl_x' }, text, channelData })
    const said = activities.length - 1
    activities.push({
      type: 'message',
      id: id(activities.length),
      from: { id: 'bot', role: 'bot' },
      text: `reçu : ${text}`,
    })
    send(200, { id: id(said) })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const standIn: StandIn = {
    domain: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3/directline`,
    recorded: [],
    tokenStatus: 200,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return standIn
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return parts.length > 0 ? JSON.parse(String(Buffer.concat(parts))) : null
}
