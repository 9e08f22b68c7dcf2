import type { Request, Response, Server } from 'restify'
import { DirectLineError } from '../direct-line/error.ts'
import type { DirectLine, StreamUrl } from '../direct-line/service.ts'
import { cameOverTls } from './address.ts'

export type RouteOptions = { allowedOrigins: readonly string[] }

/** The endpoints of Direct Line 3.0 over restify, with the protocol's own errors. */
export function addDirectLineRoutes(
  server: Server,
  directLine: DirectLine,
  { allowedOrigins }: RouteOptions,
): void {
  const base = '/v3/directline'
  const route =
    (work: (request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response) => {
      try {
        await work(request, response)
      } catch (error) {
        if (!(error instanceof DirectLineError)) throw error
        response.send(error.status, { error: { code: error.code, message: error.message } })
      }
    }
  const bearer = (request: Request) => request.header('authorization')
  const watermarkOf = (request: Request) =>
    new URL(request.url ?? '', 'http://localhost').searchParams.get('watermark')
  const streamUrl =
    (request: Request): StreamUrl =>
    (ticket, stream, watermark) => {
      const scheme = cameOverTls(request) ? 'wss' : 'ws'
      const from = watermark ? `&watermark=${encodeURIComponent(watermark)}` : ''
      return `${scheme}://${request.header('host')}${base}/conversations/${ticket.conversation}/stream?t=${stream}${from}`
    }

  server.post(
    `${base}/tokens/generate`,
    route(async (request, response) => {
      if (!isAllowedOrigin(request.header('origin'), request.header('host'), allowedOrigins))
        throw new DirectLineError(403, 'BadArgument', 'This origin may not open a conversation')
      response.send(200, await directLine.generate())
    }),
  )
  server.post(
    `${base}/tokens/refresh`,
    route(async (request, response) => {
      response.send(200, await directLine.refresh(bearer(request)))
    }),
  )
  server.post(
    `${base}/conversations`,
    route(async (request, response) => {
      const { isNew, opened } = await directLine.start(bearer(request), streamUrl(request))
      response.send(isNew ? 201 : 200, opened)
    }),
  )
  server.get(
    `${base}/conversations/:id`,
    route(async (request, response) => {
      const { id } = request.params
      const opened = await directLine.reconnect(bearer(request), id, streamUrl(request), watermarkOf(request))
      response.send(200, opened)
    }),
  )
  server.get(
    `${base}/conversations/:id/activities`,
    route(async (request, response) => {
      response.send(200, await directLine.poll(bearer(request), request.params.id, watermarkOf(request)))
    }),
  )
  server.post(
    `${base}/conversations/:id/activities`,
    route(async (request, response) => {
      response.send(200, await directLine.post(bearer(request), request.params.id, request.body))
    }),
  )
  server.post(
    `${base}/conversations/:id/upload`,
    route(async (request) => directLine.upload(bearer(request), request.params.id)),
  )
  server.get(
    `${base}/session/getsessionid`,
    route(async (request, response) => {
      response.send(200, await directLine.session(bearer(request)))
    }),
  )
}

/** The page of this very server, a listed origin, or a program without one. */
export function isAllowedOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (!origin) return true
  return allowed.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host)
}
