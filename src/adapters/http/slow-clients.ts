import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export type SlowOptions = { headMs: number; bodyMs: number }

/**
 * Ends connections that keep a request open on purpose. Node's own timeouts are looked at every 30 s only: too seldom
 * when each connection costs memory. An upgraded socket is no request any more and lives on.
 */
export function endSlowClients(http: Server, { headMs, bodyMs }: SlowOptions): void {
  const timers = new WeakMap<Socket, NodeJS.Timeout>()
  const wait = (socket: Socket, ms: number) => {
    clearTimeout(timers.get(socket))
    const timer = setTimeout(() => socket.destroy(), ms)
    timer.unref()
    timers.set(socket, timer)
  }
  const stop = (socket: Socket) => clearTimeout(timers.get(socket))
  http.on('connection', (socket) => {
    wait(socket, headMs)
    socket.once('close', () => stop(socket))
  })
  http.on('upgrade', (request) => stop(request.socket))
  http.on('request', (request, response) => {
    const { socket } = request
    wait(socket, bodyMs)
    if (request.complete) stop(socket)
    request.once('end', () => stop(socket))
    // Kept alive: the next request's head has its time, unless the connection is idle and Node ends it first.
    response.once('finish', () => wait(socket, headMs))
  })
}
