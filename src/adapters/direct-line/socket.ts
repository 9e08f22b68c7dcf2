import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { DirectLineError } from './error.ts'
import type { DirectLine } from './service.ts'

const keepAliveMs = 20_000
const path = /^\/v3\/directline\/conversations\/([\w-]{1,64})\/stream$/

/** Serves the WebSocket stream of a conversation on `upgrade` events. Anything else is refused and closed. */
export function createStreamHandler(directLine: DirectLine) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 })
  const sockets = new Map<string, { close(code: number, reason: string): void }>()

  const handle = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const url = URL.canParse(request.url ?? '', 'http://localhost')
      ? new URL(request.url ?? '', 'http://localhost')
      : null
    const conversation = url?.pathname.match(path)?.[1]
    if (!url || !conversation) return refuse(socket, '404 Not Found')
    try {
      await directLine.streamTicket(url.searchParams.get('t') ?? '', conversation)
    } catch (error) {
      if (!(error instanceof DirectLineError)) throw error
      return refuse(socket, `${error.status} Refused`)
    }
    server.handleUpgrade(request, socket, head, (ws) => {
      sockets.get(conversation)?.close(1000, 'collision')
      sockets.set(conversation, ws)
      const stop = directLine.stream(conversation, url.searchParams.get('watermark'), (set) =>
        ws.send(JSON.stringify(set)),
      )
      const beat = setInterval(() => ws.send(''), keepAliveMs)
      ws.on('close', () => {
        clearInterval(beat)
        stop()
        if (sockets.get(conversation) === ws) sockets.delete(conversation)
      })
      ws.on('error', () => ws.terminate())
    })
  }
  return {
    onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on('error', () => socket.destroy())
      handle(request, socket, head).catch(() => refuse(socket, '500 Internal Server Error'))
    },
    close(): void {
      for (const ws of sockets.values()) ws.close(1001, 'going away')
    },
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
