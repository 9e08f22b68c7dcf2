import type { CloudAdapter, TurnContext } from 'botbuilder'
import restify, { type Request, type Response, type Server } from 'restify'
import type { DirectLine } from '../direct-line/service.ts'
import { createStreamHandler } from '../direct-line/socket.ts'
import type { Log } from '../log.ts'
import { type Asset, sendAsset } from './assets.ts'
import { answerCors } from './cors.ts'
import { addDirectLineRoutes } from './direct-line-routes.ts'
import { guard } from './guard.ts'
import { isActivity } from './messages.ts'

export type ServerParts = {
  bot: { run(context: TurnContext): Promise<void> }
  adapter: CloudAdapter
  directLine: DirectLine
  /** Pages and scripts by path. */
  assets: ReadonlyMap<string, Asset>
  health: () => object
  allowedOrigins: readonly string[]
  log: Log
}

const largestBody = 256 * 1024
const security: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
}

/** The HTTP face of the assistant. Nothing of it decides what is said. */
export function createHttpServer({
  bot,
  adapter,
  directLine,
  assets,
  health,
  allowedOrigins,
  log,
}: ServerParts): Server {
  const server = restify.createServer({ name: 'assistant', ignoreTrailingSlash: true })
  const stream = createStreamHandler(directLine)
  // `first` stands before everything restify does with a request; its types leave it out.
  const early = server as unknown as {
    first(handler: (request: Request, response: Response) => boolean): void
  }
  early.first((request, response) => {
    if (!guard(request, response)) return false
    for (const [name, value] of Object.entries(security)) response.setHeader(name, value)
    return !answerCors(request, response, allowedOrigins)
  })
  server.use(restify.plugins.bodyParser({ maxBodySize: largestBody, mapParams: false }))
  server.on(
    'restifyError',
    (_request, response: Response, error: Error & { statusCode?: number }, done: () => void) => {
      const status = error.statusCode ?? 500
      if (status >= 500) log.error({ err: error }, 'request failed')
      const code = status >= 500 ? 'ServiceError' : 'BadArgument'
      const message = status >= 500 ? 'The service could not answer' : error.message
      if (!response.headersSent) response.send(status, { error: { code, message } })
      done()
    },
  )

  server.post('/api/messages', async (request: Request, response: Response) => {
    if (!isActivity(request.body)) {
      response.send(400, {
        error: { code: 'MissingProperty', message: 'Send a Bot Framework activity with a "type"' },
      })
      return
    }
    await adapter.process(request as never, response as never, (context) => bot.run(context))
  })
  addDirectLineRoutes(server, directLine, { allowedOrigins })
  server.get('/healthz', async (_request: Request, response: Response) => {
    response.send(200, health())
  })
  for (const [path, asset] of assets)
    server.get(path, async (request: Request, response: Response) => sendAsset(request, response, asset))

  const { server: http } = server
  http.headersTimeout = 10_000
  http.requestTimeout = 30_000
  http.on('upgrade', stream.onUpgrade)
  server.on('close', stream.close)
  return server
}
