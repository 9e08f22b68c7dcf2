import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import { expect, it } from 'vitest'
import { LastingAuthentication } from '../../src/adapters/bot-framework/lasting-clients.ts'

const open = () => new LastingAuthentication({}, new ConfigurationServiceClientCredentialFactory({}))
const activity = { type: 'message', channelId: 'emulator', recipient: { id: 'bot' } } as never

it('turns that go to the same address share one client for outgoing calls', async () => {
  const authentication = open()
  const clientOf = async (serviceUrl: string) => {
    const { connectorFactory, audience } = await authentication.authenticateRequest(activity, '')
    return connectorFactory?.create(serviceUrl, audience)
  }
  const first = await clientOf('http://127.0.0.1:1')
  expect(first).toBeDefined()
  expect(await clientOf('http://127.0.0.1:1')).toBe(first)
  expect(await clientOf('http://127.0.0.1:2')).not.toBe(first)
})

it('keeps a bounded number of clients: the oldest goes', async () => {
  const authentication = open()
  const { connectorFactory, audience } = await authentication.authenticateRequest(activity, '')
  const first = await connectorFactory?.create('http://127.0.0.1:1', audience)
  for (let port = 2; port <= 101; port++) await connectorFactory?.create(`http://127.0.0.1:${port}`, audience)
  expect(await connectorFactory?.create('http://127.0.0.1:1', audience)).not.toBe(first)
})

it('a client that could not be made is tried anew', async () => {
  let isDown = true
  class Failing extends ConfigurationServiceClientCredentialFactory {
    override async createCredentials(
      ...request: Parameters<ConfigurationServiceClientCredentialFactory['createCredentials']>
    ) {
      if (isDown) throw new Error('no credentials')
      return super.createCredentials(...request)
    }
  }
  const authentication = new LastingAuthentication({}, new Failing({}))
  const { connectorFactory, audience } = await authentication.authenticateRequest(activity, '')
  await expect(connectorFactory?.create('http://127.0.0.1:1', audience)).rejects.toThrow('no credentials')
  isDown = false
  expect(await connectorFactory?.create('http://127.0.0.1:1', audience)).toBeDefined()
})
