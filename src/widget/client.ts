import { createApi, isLost } from './api.ts'
import { createLineState } from './line-state.ts'
import { createQueue } from './queue.ts'
import { pause, watchLine } from './watch-line.ts'
import { whileOpen } from './while-open.ts'
import type { ActivitySet, Pending, Session, WireActivity } from './wire.ts'

export type Network = 'online' | 'offline' | 'unreachable'
export type Events = {
  activity(activity: WireActivity): void
  network(state: Network): void
  session(session: Session): void
  queue(waiting: Pending[]): void
  sent(id: string): void
  refused(activity: Pending): void
}

const pollMs = 1500
const hiddenPollMs = 5000
const handshakeMs = 5000
const refreshMs = 15 * 60_000
const mostRefusals = 2
/** An open socket that has brought nothing so long after a message was taken is asked about, then, after its next beat was due, replaced. */
const silentMs = 2000
const deadMs = 25_000

/** Speaks Direct Line 3.0: by WebSocket, by polling where sockets are refused or another tab holds the only one. */
export function createClient(base: string, saved: Session | null, waiting: Pending[], events: Events) {
  let isClosed = false
  const on = whileOpen(events, () => !isClosed)
  const api = createApi(base, saved, on.session)
  const { failed, worked, hasFailed, timely } = createLineState(on.network, () => queue.isStuck())
  const queue = createQueue(waiting, {
    post: (activity) => timely(api.post(activity)),
    hasSession: api.hasSession,
    reconnect: connect,
    catchUp: async () => receive(await timely(api.poll())),
    failed,
    worked,
    on,
  })
  const seen = new Set<string>()
  let socket: WebSocket | null = null
  let connecting: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Counts the connections, so that what belongs to an older one stops. */
  let run = 0
  let refusals = 0
  let isYielding = false
  let heard = 0

  function receive({ activities = [], watermark }: ActivitySet): void {
    for (const activity of activities) {
      if (activity.id && seen.has(activity.id)) continue
      if (activity.id) seen.add(activity.id)
      queue.arrived(activity.channelData?.clientActivityID)
      on.activity(activity)
    }
    api.mark(watermark)
  }

  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(connect, ms)
  }

  function connect(): Promise<void> {
    connecting ??= attempt().finally(() => {
      connecting = null
    })
    return connecting
  }

  async function attempt(): Promise<void> {
    if (isClosed) return
    clearTimeout(timer)
    const mine = ++run
    socket?.close()
    try {
      const stream = await timely(api.open())
      if (isClosed) return
      worked()
      if (stream && refusals < mostRefusals && !isYielding && typeof WebSocket === 'function')
        listen(stream, mine)
      else void poll(mine)
      void queue.flush()
    } catch {
      if (!isClosed) later(failed())
    }
  }

  /** A socket for the stream; null where the browser refuses to make one. */
  function toSocket(stream: string): WebSocket | null {
    const address = stream.replace(/^http/, 'ws')
    try {
      // A server behind an entry that ends TLS may not know that the page is secure, which such a page must be.
      return new WebSocket(base.startsWith('https:') ? address.replace(/^ws:/, 'wss:') : address)
    } catch {
      // By its policy, so it would refuse the next one too.
      refusals = mostRefusals
      return null
    }
  }

  function listen(stream: string, mine: number): void {
    const ws = toSocket(stream)
    if (!ws) return void poll(mine)
    let isOpen = false
    socket = ws
    const isMine = () => !isClosed && mine === run
    // Some proxies swallow the handshake: neither open nor closed.
    const giveUp = setTimeout(() => {
      if (isOpen || !isMine()) return
      refusals++
      void connect()
    }, handshakeMs)
    ws.onopen = () => {
      isOpen = true
      refusals = 0
    }
    ws.onmessage = ({ data }) => {
      heard++
      // Empty frames only keep the line open.
      if (data && isMine()) receive(JSON.parse(data))
    }
    ws.onclose = ({ reason }) => {
      clearTimeout(giveUp)
      if (!isMine()) return
      if (!isOpen) refusals++
      isYielding = reason === 'collision'
      if (isYielding) void poll(mine)
      else later(isOpen ? 1000 : 200)
    }
  }

  async function poll(mine: number): Promise<void> {
    while (!isClosed && mine === run) {
      let wait = document.hidden ? hiddenPollMs : pollMs
      try {
        receive(await timely(api.poll()))
        if (hasFailed()) void queue.flush()
        worked()
      } catch (error) {
        if (isLost(error)) return void connect()
        // One lost request must not end the conversation.
        wait = failed()
      }
      await pause(wait)
    }
  }

  const refresh = setInterval(() => {
    // A refresh that fails shows at the next request, which begins anew.
    if (api.hasSession()) api.refresh().catch(() => undefined)
  }, refreshMs)
  const stopWatching = watchLine({ back: () => void connect(), gone: () => on.network('offline') })

  return {
    connect,
    /** Sends an activity now, or as soon as the server is back. */
    async send(activity: Pending): Promise<void> {
      const before = heard
      await queue.add(activity)
      const isSilent = () => !isClosed && (socket?.readyState ?? 3) < 2 && heard === before
      // Until the socket is open the answer would wait for it; a line that died unnoticed brings nothing.
      if (socket?.readyState === 1) await pause(silentMs)
      if (isSilent()) {
        try {
          receive(await timely(api.poll()))
          worked()
        } catch {
          // Made anew, and told if that fails too.
          return connect()
        }
      }
      await pause(deadMs)
      if (isSilent()) void connect()
    },
    /** Ends all that is under way. What waits is not sent: it stays with who kept it. */
    close(): void {
      isClosed = true
      queue.close()
      clearInterval(refresh)
      clearTimeout(timer)
      stopWatching()
      socket?.close()
    },
  }
}
