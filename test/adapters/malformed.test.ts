import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Running, start } from '../../src/main.ts'
import { posted } from '../posted.ts'

const lines: string[] = []
let running: Running
let base: string
beforeAll(async () => {
  running = await start({ PORT: '0' }, {}, { logTo: { write: (line) => void lines.push(line) } })
  base = running.address.replace('localhost', '127.0.0.1')
}, 180_000)
afterAll(() => running.stop(), 20_000)

type Answer = {
  error?: { code: string; message: string }
  activities?: { channelData?: { assistant?: { kind: string } } }[]
}
async function post(fields: object | string): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`${base}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof fields === 'string' ? fields : JSON.stringify({ ...posted('bonjour', 'c'), ...fields }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : {} }
}
const joins = { type: 'conversationUpdate', membersAdded: [{ id: 'u1' }] }
const installs = { type: 'installationUpdate', action: 'add', channelId: 'msteams' }

it.each<[object, string]>([
  [{ conversation: 'c' }, '"conversation"'],
  [{ conversation: [] }, '"conversation"'],
  [{ from: { id: 5 } }, '"from.id"'],
  [{ recipient: 'bot' }, '"recipient"'],
  [{ recipient: { id: {} } }, '"recipient.id"'],
  [{ id: {} }, '"id"'],
  [{ text: 5 }, '"text"'],
  [{ entities: [null] }, '"entities.0"'],
  [{ deliveryMode: 5 }, '"deliveryMode"'],
  [{ ...joins, membersAdded: 'anne' }, '"membersAdded"'],
  [{ ...joins, membersAdded: [null] }, '"membersAdded.0"'],
  [{ ...joins, membersAdded: [{}] }, '"membersAdded.0.id"'],
  [{ ...joins, membersAdded: [{ id: 5 }] }, '"membersAdded.0.id"'],
  [{ ...joins, membersRemoved: 'anne' }, '"membersRemoved"'],
  [{ ...joins, recipient: null }, '"recipient.id"'],
  [{ ...joins, channelId: 'msteams', conversation: null }, '"conversation.id"'],
  [{ ...installs, conversation: undefined }, '"conversation.id"'],
])('names what is wrong with %j, and no turn fails', async (fields, named) => {
  lines.length = 0
  const { status, body } = await post(fields)
  expect(status).toBe(400)
  expect(body.error?.code).toMatch(/^(BadArgument|MissingProperty)$/)
  expect(body.error?.message).toContain(named)
  expect(lines.join('')).not.toContain('turn failed')
})

it.each(['[]', '"bonjour"', '5', ''])('asks for an object where the body is %j', async (body) => {
  expect((await post(body)).body.error?.message).toContain('one JSON object')
})

it('answers a message that names nobody', async () => {
  const { status, body } = await post({ from: undefined, recipient: undefined, conversation: undefined })
  expect([status, body.activities?.length]).toEqual([200, 1])
})

it.each([
  ['adaptiveCard/action', 'x'],
  ['adaptiveCard/action', { action: 5 }],
  ['adaptiveCard/action', { verb: 'x' }],
  ['application/search', 'x'],
])('refuses the invoke %s with the value %j, and no turn fails', async (name, value) => {
  lines.length = 0
  const { status, body } = await post({
    type: 'invoke',
    channelId: 'msteams',
    deliveryMode: 'normal',
    text: undefined,
    name,
    value,
  })
  expect([status, body]).toMatchObject([
    400,
    { type: 'application/vnd.microsoft.error', value: { code: 'BadRequest' } },
  ])
  expect(lines.join('')).not.toContain('turn failed')
})

it.each(['message/submitAction', 'composeExtension/query'])(
  'names the value that %s does not have',
  async (name) => {
    const invoke = { type: 'invoke', channelId: 'msteams', deliveryMode: 'normal', text: undefined }
    const { status, body } = await post({ ...invoke, name, value: 'x' })
    expect([status, body.error?.code]).toEqual([400, 'BadArgument'])
    expect(body.error?.message).toContain(name)
  },
)

it('answers an emergency in the value of such an invoke first', async () => {
  const invoke = { type: 'invoke', text: undefined, name: 'adaptiveCard/action' }
  const { body } = await post({ ...invoke, value: 'j’ai 39,5 de fièvre' })
  expect(body.activities?.[0]?.channelData?.assistant?.kind).toBe('urgent')
})

it('takes a rating that names no conversation', async () => {
  const value = { actionName: 'feedback', actionValue: { reaction: 'like' } }
  const rating = { type: 'invoke', text: undefined, name: 'message/submitAction', value }
  lines.length = 0
  expect((await post({ ...rating, conversation: undefined })).status).toBe(200)
  expect(lines.join('')).not.toContain('turn failed')
})
