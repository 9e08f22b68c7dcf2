import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type OfficeProxy = {
  address: string
  /** Paths that were asked for. */
  asked: string[]
  /** Requests whose answer is thrown away, by a test of their method and path. */
  drop: (asked: string) => boolean
  /** Requests that are taken and left without a word, as by a server that hangs, until they are released. */
  hold: (asked: string) => boolean
  release(): void
  stop(): Promise<void>
}

/** A proxy as some offices have: it passes HTTP and refuses WebSockets; and it can lose requests. */
export async function startProxy(target: string): Promise<OfficeProxy> {
  const { hostname, port } = new URL(target)
  let held: (() => void)[] = []
  const server = createServer((incoming, outgoing) => {
    const asked = `${incoming.method} ${incoming.url}`
    proxy.asked.push(asked)
    if (proxy.drop(asked)) return void incoming.socket.destroy()
    if (proxy.hold(asked)) held.push(() => pass(incoming, outgoing))
    else pass(incoming, outgoing)
  })
  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url, headers } = incoming
    const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => incoming.socket.destroy())
    incoming.pipe(onward)
  }
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: OfficeProxy = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    drop: () => false,
    hold: () => false,
    release() {
      proxy.hold = () => false
      for (const go of held) go()
      held = []
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return proxy
}
