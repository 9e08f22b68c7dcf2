import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export type OfficeProxy = {
  address: string
  /** Paths that were asked for. */
  asked: string[]
  /** Requests whose answer is thrown away, by a test of their method and path. */
  drop: (asked: string) => boolean
  stop(): Promise<void>
}

/** A proxy as some offices have: it passes HTTP and refuses WebSockets; and it can lose requests. */
export async function startProxy(target: string): Promise<OfficeProxy> {
  const { hostname, port } = new URL(target)
  const server = createServer((incoming, outgoing) => {
    const asked = `${incoming.method} ${incoming.url}`
    proxy.asked.push(asked)
    if (proxy.drop(asked)) return void incoming.socket.destroy()
    const { method, url, headers } = incoming
    const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => incoming.socket.destroy())
    incoming.pipe(onward)
  })
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: OfficeProxy = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    drop: () => false,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return proxy
}
