import type { CloudAdapter, TurnContext } from 'botbuilder'
import restify, { type Request, type Response, type Server } from 'restify'
import type { DirectLine } from '../direct-line/service.ts'
import { createStreamHandler } from '../direct-line/socket.ts'
import type { Log } from '../log.ts'
import { correlationId, inScope } from '../scope.ts'
import { type Asset, type SitePath, sendAsset, sitePaths } from './assets.ts'
import { answerCors } from './cors.ts'
import { addDirectLineRoutes } from './direct-line-routes.ts'
import { guard, largestBody } from './guard.ts'
import { faultOfShape } from './json-shape.ts'
import { type LimitParts, limitRequests, limitTurns, tooMany } from './limit-requests.ts'
import { faultOfActivity } from './messages.ts'
import { addOperationsRoutes, type Operations } from './operations-routes.ts'
import { createSecurityHeaders } from './security-headers.ts'
import { endSlowClients } from './slow-clients.ts'
import { createStop } from './stop.ts'

export type ServerParts = {
  bot: { run(context: TurnContext): Promise<void> }
  adapter: CloudAdapter
  directLine: DirectLine
  /** Pages and scripts by path, as they are now: content may be read anew while the server runs. */
  assetAt: (path: SitePath) => Asset | undefined
  operations: Operations
  limits: LimitParts
  allowedOrigins: readonly string[]
  /** Other servers that the widget on our own pages talks to. */
  connectTo?: readonly string[]
  log: Log
}

const stopMs = 9_000
const slow = { headMs: 10_000, bodyMs: 30_000 }

/** The HTTP face of the assistant. Nothing of it decides what is said. */
export function createHttpServer({
  bot,
  adapter,
  directLine,
  assetAt,
  operations,
  limits,
  allowedOrigins,
  connectTo,
  log,
}: ServerParts): { server: Server; stop: () => Promise<void> } {
  const server = restify.createServer({ name: 'assistant', ignoreTrailingSlash: true })
  const stream = createStreamHandler(directLine, log)
  const turnLimit = limitTurns(limits)
  const setSecurityHeaders = createSecurityHeaders(allowedOrigins, limits.trustedProxies, connectTo)
  // `first` stands before everything restify does with a request; its types leave it out.
  const early = server as unknown as {
    first(handler: (request: Request, response: Response) => boolean): void
  }
  early.first((request, response) => {
    setSecurityHeaders(request, response)
    if (!guard(request, response)) return false
    return !answerCors(request, response, allowedOrigins)
  })
  server.use(restify.plugins.bodyReader({ maxBodySize: largestBody }))
  server.use(restify.plugins.jsonBodyParser({ mapParams: false }))
  server.use((request, response, next) => {
    const id = correlationId(request.header('x-request-id'))
    response.header('x-request-id', id)
    const fault = faultOfShape(request.body)
    if (fault) response.send(400, { error: { code: 'BadArgument', message: fault } })
    // Here, and no earlier: reading the body leaves the scope that the request began in.
    inScope(id, () => next(fault ? false : undefined))
  })
  server.use(limitRequests(limits))
  server.on(
    'restifyError',
    (_request, response: Response, error: Error & { statusCode?: number }, done: () => void) => {
      const status = error.statusCode ?? 500
      if (status >= 500) log.error({ err: error }, 'request failed')
      const code = status >= 500 ? 'ServiceError' : status === 413 ? 'MessageSizeTooBig' : 'BadArgument'
      const message = status >= 500 ? 'The service could not answer' : error.message
      if (!response.headersSent) response.send(status, { error: { code, message } })
      done()
    },
  )

  server.post('/api/messages', async (request: Request, response: Response) => {
    const fault = faultOfActivity(request.body)
    if (fault) {
      response.send(400, { error: fault })
      return
    }
    let seconds = 0
    // The adapter says 200 of a turn that did not run.
    const limited = {
      header: (name: string, value: string) => response.header(name, value),
      status: (code: number) => seconds === 0 && response.status(code),
      send: (body: unknown) => seconds === 0 && response.send(body),
      end: () => (seconds > 0 ? tooMany(response, seconds) : response.end()),
    }
    await adapter.process(request as never, limited as never, async (context) => {
      seconds = await turnLimit(context.activity)
      if (seconds === 0) await bot.run(context)
    })
  })
  addDirectLineRoutes(server, directLine, { allowedOrigins })
  addOperationsRoutes(server, operations)
  for (const path of sitePaths)
    server.get(path, async (request: Request, response: Response) => {
      const asset = assetAt(path)
      if (asset) sendAsset(request, response, asset)
      else response.send(404, { error: { code: 'BadArgument', message: `${path} is not served now` } })
    })

  const { server: http } = server
  http.headersTimeout = slow.headMs
  http.requestTimeout = slow.bodyMs
  endSlowClients(http, slow)
  http.on('upgrade', stream.onUpgrade)
  return { server, stop: createStop(http, stream.close, stopMs) }
}
