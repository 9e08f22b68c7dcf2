import restify from 'restify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LimitParts, limitRequests, limitTurns } from '../../src/adapters/http/limit-requests.ts'

const logged: string[] = []
const ignore = () => {}
const parts: LimitParts = {
  limits: { address: async () => 9, opening: async () => 9, conversation: async () => 9 },
  trustedProxies: 0,
  isOpen: true,
  isUrgent: () => Promise.reject(new Error('the core thread ended')),
  onRefused: ignore,
  log: { info: ignore, warn: ignore, error: (_fields, message) => void logged.push(message) },
}

const server = restify.createServer()
beforeAll(async () => {
  server.use(restify.plugins.bodyReader())
  server.use(limitRequests(parts))
  server.post('/api/messages', async (_request: restify.Request, response: restify.Response) => {
    response.send(200, {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

it('lets a request over the limit through when it cannot be screened, and the process lives', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/api/messages`, {
    method: 'POST',
    body: 'bonjour',
    signal: AbortSignal.timeout(5_000),
  })
  expect(response.status).toBe(200)
  expect(logged).toEqual(['over the limit and not screened: let through'])
})

it('lets a turn over the limit through when it cannot be screened', async () => {
  const wait = limitTurns({ ...parts, isOpen: false })
  expect(await wait({ conversation: { id: 'a' } })).toBe(0)
})
