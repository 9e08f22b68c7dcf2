import { expect, it } from 'vitest'
import { Refusal } from '../../src/widget/api.ts'
import { createQueue } from '../../src/widget/queue.ts'
import type { Pending } from '../../src/widget/wire.ts'

const message = (id: string) =>
  ({ type: 'message', text: id, channelData: { clientActivityID: id } }) as unknown as Pending

it('an emergency typed after a message refused for its number leaves at once', async () => {
  const sent: string[] = []
  let waiting: Pending[] = []
  const queue = createQueue([], {
    post: async (activity) => {
      if (activity.text !== 'urgence') throw new Refusal(429, 'TooManyRequests', 60_000)
      sent.push(activity.text)
    },
    reconnect: async () => {},
    hasSession: () => true,
    catchUp: async () => {},
    failed: () => 60_000,
    worked: () => {},
    on: {
      queue: (items) => {
        waiting = items
      },
      sent: () => {},
      refused: () => {},
    },
  })
  await queue.add(message('un'))
  await queue.add(message('deux'))
  await queue.add(message('urgence'))
  expect(sent).toEqual(['urgence'])
  expect(waiting.map(({ text }) => text)).toEqual(['un', 'deux'])
})

it('a closed queue sends nothing more, not even what was about to leave', async () => {
  const sent: string[] = []
  let connected = () => {}
  let hasSession = false
  const queue = createQueue([], {
    post: async ({ text }) => void sent.push(text ?? ''),
    reconnect: () =>
      new Promise((resolve) => {
        connected = resolve
      }),
    hasSession: () => hasSession,
    catchUp: async () => {},
    failed: () => 0,
    worked: () => {},
    on: { queue: () => {}, sent: () => {}, refused: () => {} },
  })
  const adding = queue.add(message('un'))
  queue.close()
  hasSession = true
  connected()
  await adding
  expect(sent).toEqual([])
})
