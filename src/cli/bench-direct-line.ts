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
type Talk = { conversationId: string; token: string; socket: WebSocket; answered: (() => void) | null }

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
      while (performance.now() < until) {
        const started = performance.now()
        await turn(address, talk)
        times.push(performance.now() - started)
      }
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
    const text = String(data)
    if (
      text &&
      JSON.parse(text).activities?.some(
        (a: { from?: { role?: string }; replyToId?: string }) => a.replyToId || a.from?.role === 'bot',
      )
    )
      talk.answered?.()
  })
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return talk
}

async function turn(address: string, talk: Talk): Promise<void> {
  const answered = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no reply within 10 s')), 10_000)
    talk.answered = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  const activity = { type: 'message', text: samples.question }
  await Promise.all([
    answered,
    post(address, `/conversations/${talk.conversationId}/activities`, activity, talk.token),
  ])
}
