/** What the widget needs of a Direct Line activity. */
export type WireActivity = {
  id?: string
  type: string
  text?: string
  from?: { id?: string; role?: string }
  channelData?: { assistant?: import('../core/dialogue/turn.ts').Reply }
}
export type Session = { conversationId: string; token: string; watermark: string }
export type Events = {
  activity(activity: WireActivity): void
  status(status: 'online' | 'offline' | 'unreachable' | 'restarted'): void
  session(session: Session): void
}

const pollMs = 1500
const refreshMs = 15 * 60_000
const mostFailures = 5

/** Speaks Direct Line 3.0 by fetch and WebSocket, polling where sockets are refused. */
export function createClient(base: string, saved: Session | null, on: Events) {
  let session = saved
  let socket: WebSocket | null = null
  let isClosed = false
  let socketRefusals = 0
  let failures = 0
  const seen = new Set<string>()
  const url = (path: string) => `${base}/v3/directline${path}`
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = {
      'content-type': 'application/json',
      ...(session && { authorization: `Bearer ${session.token}` }),
    }
    return fetch(url(path), { ...init, headers })
  }
  const keep = (next: Session) => {
    session = next
    on.session(next)
  }
  const receive = (set: { activities?: WireActivity[]; watermark?: string | null }) => {
    for (const activity of set.activities ?? []) {
      if (activity.id && seen.has(activity.id)) continue
      if (activity.id) seen.add(activity.id)
      on.activity(activity)
    }
    if (session && set.watermark) keep({ ...session, watermark: set.watermark })
  }

  async function begin(): Promise<string | null> {
    const generated = await call('/tokens/generate', { method: 'POST', body: '{}' })
    if (!generated.ok) throw new Error(`token: ${generated.status}`)
    const { token, conversationId } = await generated.json()
    session = { token, conversationId, watermark: '' }
    const started = await call('/conversations', {
      method: 'POST',
      body: JSON.stringify({ locale: 'fr-FR' }),
    })
    if (!started.ok) throw new Error(`conversation: ${started.status}`)
    const opened = await started.json()
    keep({ conversationId, token: opened.token ?? token, watermark: '' })
    return opened.streamUrl ?? null
  }

  async function resume(): Promise<string | null> {
    if (!session) return begin()
    const response = await call(`/conversations/${session.conversationId}?watermark=${session.watermark}`)
    if (response.ok) {
      const opened = await response.json()
      keep({ ...session, token: opened.token ?? session.token })
      return opened.streamUrl ?? null
    }
    if (response.status !== 403 && response.status !== 404 && response.status !== 401)
      throw new Error(`resume: ${response.status}`)
    session = null
    seen.clear()
    on.status('restarted')
    return begin()
  }

  async function connect(): Promise<void> {
    if (isClosed) return
    try {
      const stream = await resume()
      failures = 0
      on.status('online')
      if (stream && socketRefusals < 2 && typeof WebSocket === 'function') listen(stream)
      else poll()
    } catch {
      failures++
      on.status(failures >= mostFailures ? 'unreachable' : 'offline')
      setTimeout(connect, Math.min(30_000, 1000 * 2 ** failures))
    }
  }

  function listen(stream: string): void {
    const ws = new WebSocket(stream.replace(/^http/, 'ws'))
    let opened = false
    socket = ws
    ws.onopen = () => {
      opened = true
      socketRefusals = 0
    }
    ws.onmessage = ({ data }) => {
      if (data) receive(JSON.parse(data))
    }
    ws.onclose = ({ reason }) => {
      if (isClosed || socket !== ws) return
      if (!opened) socketRefusals++
      if (reason === 'collision') return
      setTimeout(connect, opened ? 1000 : 200)
    }
  }

  async function poll(): Promise<void> {
    if (isClosed || !session) return
    try {
      const response = await call(
        `/conversations/${session.conversationId}/activities?watermark=${session.watermark}`,
      )
      if (response.ok) receive(await response.json())
      else if (response.status === 403 || response.status === 404) return void connect()
      on.status('online')
    } catch {
      on.status('offline')
    }
    setTimeout(poll, pollMs)
  }

  const refresh = setInterval(async () => {
    if (!session) return
    const response = await call('/tokens/refresh', { method: 'POST', body: '{}' }).catch(() => null)
    if (response?.ok && session) keep({ ...session, token: (await response.json()).token })
  }, refreshMs)

  return {
    connect,
    /** Sends a message; false when it did not arrive. A lost conversation is begun again, once. */
    async send(text: string, value?: object): Promise<boolean> {
      const body = JSON.stringify({
        type: 'message',
        text,
        ...(value && { value }),
        from: { id: 'user' },
        locale: 'fr-FR',
      })
      for (let attempt = 0; attempt < 2; attempt++) {
        try {
          if (!session) await resume()
          const response = await call(`/conversations/${session?.conversationId}/activities`, {
            method: 'POST',
            body,
          })
          if (response.ok) {
            const { id } = await response.json()
            if (id) seen.add(id)
            return true
          }
          if (response.status !== 403 && response.status !== 404 && response.status !== 401) return false
          socket?.close()
          await connect()
        } catch {
          return false
        }
      }
      return false
    },
    close(): void {
      isClosed = true
      clearInterval(refresh)
      socket?.close()
    },
  }
}
