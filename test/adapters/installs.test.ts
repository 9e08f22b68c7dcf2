import type { TurnContext } from 'botbuilder'
import { expect, it } from 'vitest'
import { createInstalls } from '../../src/adapters/bot-framework/installs.ts'
import { inScope } from '../../src/adapters/scope.ts'
import { createMemoryStore } from '../../src/adapters/storage/state-store.ts'

const context = { activity: { channelId: 'msteams', conversation: { id: 'a:1' } } } as TurnContext

function twoReplicas() {
  const store = createMemoryStore({ lifetimeMs: 1e6, capacity: 100, now: Date.now })
  const told: unknown[] = []
  const log = { info() {}, warn() {}, error: (fields: object) => void told.push(fields) }
  const [a, b] = [createInstalls(store, log), createInstalls(store, log)]
  const claim = (installs: typeof a) => inScope('request-0000', () => installs.claim(context))
  return { a, b, claim, told }
}

it('two replicas that hear of one installation at the same moment welcome once', async () => {
  const { a, b, claim, told } = twoReplicas()
  const claims = await Promise.all([claim(a), claim(b)])
  expect(claims.filter(Boolean)).toHaveLength(1)
  expect(await claim(a)).toBe(false)
  expect(await claim(b)).toBe(false)
  expect(told).toEqual([])
})

it('a new installation is welcomed by whichever replica hears of it', async () => {
  const { a, b, claim } = twoReplicas()
  expect(await claim(a)).toBe(true)
  expect(await claim(b)).toBe(false)
  await a.release(context)
  expect(await claim(b)).toBe(true)
  await b.release(context)
  expect(await claim(a)).toBe(true)
})

it('a store that is down leaves one welcome for each replica, not one for each event', async () => {
  const down = () => Promise.reject(new Error('down'))
  const told: unknown[] = []
  const log = { info() {}, warn() {}, error: (fields: object) => void told.push(fields) }
  const installs = createInstalls({ read: down, write: down, delete: down }, log)
  expect([await installs.claim(context), await installs.claim(context)]).toEqual([true, false])
  expect(told).toHaveLength(1)
})
