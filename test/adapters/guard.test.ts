import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer } from '../server.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const send = (raw: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(server.address).port), '127.0.0.1', () => socket.end(raw))
    let answer = ''
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
    socket.setTimeout(3000, () => socket.destroy())
  })

it.each([
  ['an absolute address with a bad host', 'GET http://[/x HTTP/1.1\r\nHost: a\r\n\r\n', '400'],
  ['Host: [', 'GET / HTTP/1.1\r\nHost: [\r\n\r\n', '400'],
  ['Host: a b', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n', '400'],
  ['Host: a:99999', 'GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n', '400'],
  [
    'a false gzip body',
    'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc',
    '415',
  ],
  ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', '400'],
  ['a broken escape', 'GET /%E0%A4%A HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', '40'],
  ['//evil', 'GET //evil HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', '40'],
])('survives %s', async (_name, raw, status) => {
  expect(await send(raw)).toMatch(new RegExp(`^HTTP/1.1 ${status}`))
  const health = await fetch(`${server.address}/healthz`)
  expect(health.status).toBe(200)
})

it('answers 404 in JSON to an unknown address', async () => {
  const answer = await fetch(`${server.address}/nowhere`)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toHaveProperty('error.code')
})
