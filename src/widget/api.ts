import type { ActivitySet, Pending, Session } from './wire.ts'

const timeoutMs = 20_000

/** An answer of the server that is no success. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly waitMs: number
  constructor(status: number, code: string, waitMs: number) {
    super(`${status} ${code}`)
    this.status = status
    this.code = code
    this.waitMs = waitMs
  }
}

/** Too many for now: it may be sent again later, and others may be sent meanwhile. */
export const isLimited = (error: unknown): boolean => error instanceof Refusal && error.status === 429

/** Whether an error says that the conversation or its token is gone: only a new conversation helps. */
export const isLost = (error: unknown) => error instanceof Refusal && [401, 403, 404].includes(error.status)

/** Whether the server took a look at what was sent and will never take it. */
export const isFinal = (error: unknown) =>
  error instanceof Refusal &&
  (error.code === 'BotRejectedActivity' ||
    (error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429))

/** The requests of Direct Line 3.0 for one conversation after another. Each rejects with a Refusal or a network error. */
export function createApi(base: string, saved: Session | null, keep: (session: Session) => void) {
  let session = saved
  const own = `${base}/v3/directline`
  const set = (next: Session) => {
    session = next
    keep(next)
  }
  const call = async (path: string, body?: object, root = session?.domain ?? own) => {
    const response = await fetch(root + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        'content-type': 'application/json',
        ...(session && { authorization: `Bearer ${session.token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      // Older phones have no such method, and wait as long as the network does.
      ...(AbortSignal.timeout && { signal: AbortSignal.timeout(timeoutMs) }),
    })
    const text = await response.text()
    if (response.ok) return text ? JSON.parse(text) : {}
    const code = text.match(/"code":\s*"(\w+)"/)?.[1] ?? ''
    throw new Refusal(response.status, code, Number(response.headers.get('retry-after')) * 1000)
  }
  const begin = async (): Promise<string | undefined> => {
    session = null
    const { token, conversationId, domain } = await call('/tokens/generate', {}, own)
    const begun: Session = { token, conversationId, watermark: '', ...(domain && { domain }) }
    session = begun
    const opened = await call('/conversations', { locale: 'fr-FR' })
    set({ ...begun, token: opened.token ?? token })
    return opened.streamUrl
  }
  const at = () => `/conversations/${session?.conversationId}`

  return {
    /** Goes on with the conversation, or begins one where there is none or it is lost. Resolves to the stream's address. */
    async open(): Promise<string | undefined> {
      if (!session) return begin()
      try {
        // None would mean from now on: what nobody has read yet, the welcome or an answer, would never come.
        const opened = await call(`${at()}?watermark=${session.watermark || '0'}`)
        set({ ...session, token: opened.token ?? session.token })
        return opened.streamUrl
      } catch (error) {
        if (isLost(error)) return begin()
        throw error
      }
    },
    async poll(): Promise<ActivitySet> {
      return call(`${at()}/activities?watermark=${session?.watermark}`)
    },
    async post(activity: Pending): Promise<void> {
      if (!session) throw new Error('no conversation yet')
      await call(`${at()}/activities`, { ...activity, from: { id: 'user' }, locale: 'fr-FR' })
    },
    async refresh(): Promise<void> {
      const { token } = await call('/tokens/refresh', {})
      if (session && token) set({ ...session, token })
    },
    /** A missing watermark must not overwrite the one that is known. */
    mark(watermark: string | null | undefined): void {
      if (session && watermark) set({ ...session, watermark })
    },
    hasSession: () => session !== null,
  }
}
