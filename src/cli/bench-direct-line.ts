import { once } from 'node:events'
import { connect } from 'node:net'
import WebSocket from 'ws'
import { json } from './bench-server.ts'
import { samples } from './samples.ts'

export type DirectLineFigures = {
  sockets: number
  active: number
  turnsPerSecond: number
  p50: number
  p99: number
}
type Talk = {
  conversationId: string
  token: string
  socket: WebSocket
  answered: (() => void) | null
}

/** Turns a second through Direct Line: many open sockets, some of them talking; a turn ends when its reply is streamed. */
export async function benchDirectLine(
  address: string,
  { sockets, active, seconds }: { sockets: number; active: number; seconds: number },
): Promise<DirectLineFigures> {
  const talks: Talk[] = []
  while (talks.length < sockets)
    talks.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(20, sockets - talks.length) }, () => open(address)),
      )),
    )
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  await Promise.all(
    talks.slice(0, active).map(async (talk) => {
      const post = await openPost(address, talk)
      while (performance.now() < until) {
        const started = performance.now()
        await turn(talk, post)
        times.push(performance.now() - started)
      }
      post.end()
    }),
  )
  for (const { socket } of talks) socket.terminate()
  times.sort((a, b) => a - b)
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(1))
  return { sockets, active, turnsPerSecond: Math.round(times.length / seconds), p50: at(0.5), p99: at(0.99) }
}

async function post(address: string, path: string, body: object, token?: string) {
  const headers = token ? { ...json, authorization: `Bearer ${token}` } : json
  const response = await fetch(`${address}/v3/directline${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return (await response.json()) as { conversationId: string; token: string; streamUrl: string }
}

async function open(address: string): Promise<Talk> {
  const { token } = await post(address, '/tokens/generate', {})
  const opened = await post(address, '/conversations', {}, token)
  const socket = new WebSocket(opened.streamUrl)
  const talk: Talk = { conversationId: opened.conversationId, token, socket, answered: null }
  socket.on('message', (data) => {
    if (String(data).includes('"replyToId"')) talk.answered?.()
  })
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return talk
}

/** One connection that posts the same question again and again: gives the beginning of the answer. */
type Post = { send(): Promise<string>; end(): void }

/**
 * As lean as what autocannon does for the other figures: a client as heavy as `fetch` would be most of what is measured.
 */
async function openPost(address: string, { conversationId, token }: Talk): Promise<Post> {
  const { hostname, port, host } = new URL(address)
  const body = JSON.stringify({ type: 'message', text: samples.question })
  const head = [
    `POST /v3/directline/conversations/${conversationId}/activities HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/json',
    `Authorization: Bearer ${token}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  const request = `${head.join('\r\n')}\r\n\r\n${body}`
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  return {
    async send() {
      socket.write(request)
      const [data] = await once(socket, 'data')
      return String(data)
    },
    end: () => void socket.end(),
  }
}

/** Posts once; ends when the post was taken and its reply came by the stream. */
async function turn(talk: Talk, post: Post): Promise<void> {
  const answered = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no reply within 10 s')), 10_000)
    talk.answered = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  const [answer] = await Promise.all([post.send(), answered])
  if (!answer.startsWith('HTTP/1.1 200')) throw new Error(`the post was answered ${answer.slice(0, 40)}`)
}
