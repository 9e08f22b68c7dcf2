import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export type SlowOptions = { headMs: number; bodyMs: number }

const longestSweep = 1_000

/**
 * Ends connections that keep a request open on purpose. Node's own timeouts are looked at every 30 s only: too seldom
 * when each connection costs memory. An upgraded socket is no request any more and lives on.
 */
export function endSlowClients(http: Server, { headMs, bodyMs }: SlowOptions): void {
  // One sweep for all of them: a timer for each request costs more than the request's own parsing.
  const deadlines = new Map<Socket, number>()
  const wait = (socket: Socket, ms: number) => deadlines.set(socket, performance.now() + ms)
  const sweep = setInterval(
    () => {
      const now = performance.now()
      for (const [socket, deadline] of deadlines) if (deadline <= now) socket.destroy()
    },
    Math.min(longestSweep, headMs / 4),
  )
  sweep.unref()
  http.once('close', () => clearInterval(sweep))
  http.on('connection', (socket) => {
    wait(socket, headMs)
    socket.once('close', () => deadlines.delete(socket))
  })
  http.on('upgrade', (request) => deadlines.delete(request.socket))
  http.on('request', (request, response) => {
    const { socket } = request
    if (request.complete) deadlines.delete(socket)
    else {
      wait(socket, bodyMs)
      request.once('end', () => deadlines.delete(socket))
    }
    // Kept alive: the next request's head has its time, unless the connection is idle and Node ends it first.
    response.once('finish', () => {
      if (!socket.destroyed) wait(socket, headMs)
    })
  })
}
