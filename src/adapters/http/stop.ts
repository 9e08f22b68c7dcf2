import type { Server as HttpServer } from 'node:http'
import type { Duplex } from 'node:stream'

const graceMs = 300

/**
 * A stop that takes no new connection, tells sockets that we go away, lets requests finish, and ends what is still open
 * after `withinMs`. `closeSockets` sends each WebSocket its close code.
 */
export function createStop(
  http: HttpServer,
  closeSockets: () => void,
  withinMs: number,
): () => Promise<void> {
  const upgraded = new Set<Duplex>()
  http.on('upgrade', (_request, socket) => {
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
  })
  let stopped: Promise<void> | null = null
  return () => {
    stopped ??= new Promise((resolve) => {
      const atLast = setTimeout(() => {
        http.closeAllConnections()
        for (const socket of upgraded) socket.destroy()
      }, withinMs)
      closeSockets()
      // Requests on their way, on connections that look idle, still come in and are answered.
      setTimeout(() => {
        http.close(() => {
          clearTimeout(atLast)
          clearInterval(idle)
          resolve()
        })
        // A kept-alive connection turns idle when its last request is done.
        const idle = setInterval(() => http.closeIdleConnections(), 50)
      }, graceMs)
    })
    return stopped
  }
}
