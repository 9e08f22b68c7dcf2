import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ActivitySet } from '../../src/adapters/direct-line/conversations.ts'
import { gather } from '../../src/adapters/direct-line/gather.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const said = (role: string, id: string, watermark: string): ActivitySet =>
  ({ activities: [{ id, from: { role } }], watermark }) as ActivitySet
const listen = () => {
  const sent: string[] = []
  const gathered = gather(({ activities, watermark }) => {
    sent.push(`${activities.map(({ id }) => id).join(' ')} @${watermark}`)
  })
  return { ...gathered, sent }
}

it('sends a message and its answer together, in their order, at the last watermark', () => {
  const { receive, sent } = listen()
  receive(said('user', 'a', '1'))
  expect(sent).toEqual([])
  receive(said('bot', 'b', '2'))
  expect(sent).toEqual(['a b @2'])
  vi.advanceTimersByTime(1_000)
  expect(sent).toEqual(['a b @2'])
})

it('sends a message alone when no answer comes at once', () => {
  const { receive, sent } = listen()
  receive(said('user', 'a', '1'))
  vi.advanceTimersByTime(20)
  expect(sent).toEqual(['a @1'])
  receive(said('bot', 'b', '2'))
  expect(sent).toEqual(['a @1', 'b @2'])
})

it('sends what the bot says at once', () => {
  const { receive, sent } = listen()
  receive(said('bot', 'a', '1'))
  receive(said('bot', 'b', '2'))
  expect(sent).toEqual(['a @1', 'b @2'])
})

it('sends what is held when asked to, once', () => {
  const { receive, flush, sent } = listen()
  receive(said('user', 'a', '1'))
  flush()
  flush()
  vi.advanceTimersByTime(1_000)
  expect(sent).toEqual(['a @1'])
})
