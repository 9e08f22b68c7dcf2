import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Log } from '../log.ts'
import { DirectLineError } from './error.ts'
import { gather } from './gather.ts'
import type { DirectLine } from './service.ts'

const keepAliveMs = 20_000
const path = /^\/v3\/directline\/conversations\/([\w-]{1,64})\/stream$/

/** Serves the WebSocket stream of a conversation on `upgrade` events. Anything else is refused and closed. */
export function createStreamHandler(directLine: DirectLine, log: Log) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 })
  const sockets = new Set<WebSocket>()
  let isClosed = false

  const handle = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const url = URL.canParse(request.url ?? '', 'http://localhost')
      ? new URL(request.url ?? '', 'http://localhost')
      : null
    const conversation = url?.pathname.match(path)?.[1]
    if (!url || !conversation)
      return refuse(socket, new DirectLineError(404, 'BadArgument', 'No such stream'))
    try {
      await directLine.streamTicket(url.searchParams.get('t') ?? '', conversation)
    } catch (error) {
      if (!(error instanceof DirectLineError)) throw error
      return refuse(socket, error)
    }
    // Here, since the stop may have come while the ticket was read: a socket opened now would hold up the stop.
    if (isClosed) return refuse(socket, stopping)
    server.handleUpgrade(request, socket, head, (ws) => {
      sockets.add(ws)
      const { receive, flush } = gather((set) => ws.send(JSON.stringify(set)))
      const stop = directLine
        .stream(conversation, url.searchParams.get('watermark'), {
          receive,
          taken() {
            flush()
            ws.close(1000, 'collision')
          },
        })
        .catch((err) => {
          if (!(err instanceof DirectLineError)) log.error({ err }, 'stream not opened')
          ws.close(1011, 'no conversation')
          return () => {}
        })
      const beat = setInterval(() => ws.send(''), keepAliveMs)
      ws.on('close', async () => {
        clearInterval(beat)
        flush()
        sockets.delete(ws)
        ;(await stop)()
      })
      ws.on('error', () => ws.terminate())
    })
  }
  return {
    onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on('error', () => socket.destroy())
      handle(request, socket, head).catch((err) => {
        log.error({ err }, 'stream not opened')
        refuse(socket, failed)
      })
    },
    /** Tells every socket that the server goes away; from now on none is opened. */
    close(): void {
      isClosed = true
      for (const ws of sockets) ws.close(1001, 'going away')
    },
  }
}

type Refusal = { status: number; code: string; message: string }

const stopping: Refusal = { status: 503, code: 'ServiceUnavailable', message: 'The service goes away' }
const failed: Refusal = { status: 500, code: 'ServiceError', message: 'The service could not answer' }

/** Answers an upgrade with the protocol's own error. */
function refuse(socket: Duplex, { status, code, message }: Refusal): void {
  const body = JSON.stringify({ error: { code, message } })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
