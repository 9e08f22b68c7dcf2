import type { Request, Response, Server } from 'restify'

export type Operations = {
  /** What `/healthz` says: the process lives. */
  health: () => object
  /** What `/readyz` says, with the status: it may take part. */
  ready: () => { status: 200 | 503; body: object }
  metrics: { text(): Promise<string>; type: string }
}

/** What an orchestrator and a monitor ask. None of it holds a word of anybody. */
export function addOperationsRoutes(server: Server, { health, ready, metrics }: Operations): void {
  server.get('/healthz', async (_request: Request, response: Response) => {
    response.send(200, health())
  })
  server.get('/readyz', async (_request: Request, response: Response) => {
    const { status, body } = ready()
    response.send(status, body)
  })
  server.get('/metrics', async (_request: Request, response: Response) => {
    const text = await metrics.text()
    response.writeHead(200, { 'content-type': metrics.type })
    response.end(text)
  })
}
