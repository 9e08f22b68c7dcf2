import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer } from '../server.ts'
import { startConnector } from './teams/connector.ts'
import { appId, cloudOf, environment, startKeyServer } from './teams/keys.ts'

let keys: Awaited<ReturnType<typeof startKeyServer>>
let connector: Awaited<ReturnType<typeof startConnector>>
let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  keys = await startKeyServer()
  connector = await startConnector()
  server = await startServer({ ...environment, RATE_PER_CONVERSATION: '3' }, cloudOf(keys.metadata))
}, 90_000)
afterAll(async () => {
  await Promise.all([server, keys, connector].map((part) => part.stop()))
}, 20_000)

const post = async (text: string, authorization: string, deliveryMode = 'expectReplies') => {
  const response = await fetch(`${server.address}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({
      type: 'message',
      text,
      id: '1',
      channelId: 'msteams',
      deliveryMode,
      serviceUrl: connector.address,
      conversation: { id: 'a:1' },
      from: { id: '29:anne' },
      recipient: { id: `28:${appId}` },
    }),
  })
  return { status: response.status, wait: response.headers.get('retry-after'), text: await response.text() }
}

it('a stranger uses up nobody’s turns; the conversation itself gets 429, and its emergency a reply', async () => {
  const anne = `Bearer ${await keys.token({ serviceurl: connector.address })}`
  for (let i = 0; i < 10; i++) expect((await post('bonjour', 'Bearer forged')).status).toBe(401)
  for (let i = 0; i < 3; i++) expect((await post('bonjour', anne)).status).toBe(200)
  const refused = await post('bonjour', anne)
  expect(refused.status).toBe(429)
  expect(Number(refused.wait)).toBeGreaterThan(0)
  expect(JSON.parse(refused.text)).toMatchObject({ error: { code: 'TooManyRequests' } })
  const elsewhere = await post('bonjour', anne, 'normal')
  expect([elsewhere.status, JSON.parse(elsewhere.text).error.code]).toEqual([429, 'TooManyRequests'])
  const urgent = await post('j’ai 39,5 de fièvre', anne)
  expect(urgent.status).toBe(200)
  expect(urgent.text).toContain('15 (SAMU)')
})
