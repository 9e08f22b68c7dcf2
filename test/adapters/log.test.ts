import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { ConnectorClient, MicrosoftAppCredentials } from 'botframework-connector'
import { expect, it } from 'vitest'
import { createLog } from '../../src/adapters/log.ts'

const secret = 'Grenadine-Zanzibar'
const logged = (err: unknown) => {
  const lines: string[] = []
  createLog('info', { write: (line) => void lines.push(line) }).error({ err }, 'failed')
  return lines.join('')
}

it('leaves out what a remote service writes in its refusal, and keeps its status', async () => {
  const remote = createServer((_, response) => {
    response.writeHead(404, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { code: 'BadArgument', message: `no conversation ${secret}` } }))
  })
  await new Promise<void>((resolve) => remote.listen(0, '127.0.0.1', resolve))
  const { port } = remote.address() as AddressInfo
  const client = new ConnectorClient(new MicrosoftAppCredentials('', ''), {
    baseUri: `http://127.0.0.1:${port}`,
  })
  const refusal = await client.conversations.getConversationMembers('c').catch((error) => error)
  remote.close()
  expect(refusal).toMatchObject({ code: 'BadArgument', message: expect.stringContaining(secret) })
  expect(logged(refusal)).not.toContain(secret)
  expect(logged(refusal)).toContain('"statusCode":404')
})

it('keeps the message of an error of the system', async () => {
  const refused = await new Promise((resolve) => connect(1, '127.0.0.1').once('error', resolve))
  const missing = await readFile('/nowhere/at/all').catch((error) => error)
  expect(logged(missing)).toContain('ENOENT: no such file')
  expect(logged(refused)).toContain('connect ECONNREFUSED')
})
