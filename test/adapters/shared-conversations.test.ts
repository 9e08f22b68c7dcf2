import { expect, it } from 'vitest'
import { UnknownConversationError } from '../../src/adapters/direct-line/conversations.ts'
import { createMemoryConversations } from '../../src/adapters/direct-line/memory-conversations.ts'
import { createSharedConversations } from '../../src/adapters/direct-line/shared-conversations.ts'

const memory = () =>
  createMemoryConversations({ lifetimeMs: 60_000, capacity: 10, longest: 10, now: Date.now })
const options = { mark: 'a', lifetimeMs: 60_000, now: Date.now, onError: () => {} }

it('what the shared log lost is unknown to a replica that only listened, so that the client begins anew', async () => {
  let shared = memory()
  const replica = createSharedConversations(
    {
      stateOf: (id) => shared.stateOf(id),
      create: (id) => shared.create(id),
      append: (id, activity) => shared.append(id, activity),
      since: (id, watermark) => shared.since(id, watermark),
      listen: (id, watermark, listener) => shared.listen(id, watermark, listener),
      end: (id) => shared.end(id),
      forget: (id) => shared.forget(id),
      forgetUntil: (id) => shared.forget(id),
    },
    memory(),
    options,
  )
  expect(await replica.create('c1')).toBe(true)
  const stop = await replica.listen('c1', null, { receive: () => {}, taken: () => {} })
  stop()
  shared = memory()
  expect(await replica.stateOf('c1')).toBe('unknown')
  await expect(replica.append('c1', { type: 'message', text: 'bonjour' })).rejects.toThrow(
    UnknownConversationError,
  )
})
