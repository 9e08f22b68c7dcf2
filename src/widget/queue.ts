import { isFinal, isLimited, isLost, Refusal } from './api.ts'
import type { Events } from './client.ts'
import type { Pending } from './wire.ts'

type QueueParts = {
  post(activity: Pending): Promise<void>
  /** Begins a new conversation where the old one is lost. */
  reconnect(): Promise<void>
  hasSession(): boolean
  /** Reads what the server already has. */
  catchUp(): Promise<void>
  /** Notes a failure; returns how long to wait. */
  failed(): number
  worked(): void
  on: Pick<Events, 'queue' | 'sent' | 'refused'>
}

/** What a person sent and the server has not taken yet, in order. Nothing leaves it but by success or a final refusal. */
export function createQueue(waiting: Pending[], parts: QueueParts) {
  const { post, reconnect, hasSession, catchUp, failed, worked, on } = parts
  let items = waiting
  let isFlushing = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const idOf = (item: Pending | undefined) => item?.channelData.clientActivityID
  // Of these the answer was lost, or a page before this one sent them: the server may have them.
  const doubtful = new Set(waiting.map(idOf))
  const keep = (next: Pending[]) => {
    items = next
    on.queue(next)
  }
  const drop = (id: string | undefined) => keep(items.filter((item) => idOf(item) !== id))

  async function flush(): Promise<void> {
    if (isFlushing) return
    isFlushing = true
    clearTimeout(timer)
    let restarts = 0
    let wait = 0
    // Refused for their number: the next ones are tried all the same, since an emergency passes every limit.
    const limited = new Set<string | undefined>()
    const next = () => items.find((item) => !limited.has(idOf(item)))
    try {
      for (let item = next(); item; item = next()) {
        try {
          if (!hasSession()) await reconnect()
          if (doubtful.has(idOf(item))) await catchUp()
          if (items.includes(item)) await post(item)
          arrived(idOf(item))
          worked()
        } catch (error) {
          doubtful.add(idOf(item))
          if (isLost(error) && restarts++ < 2) {
            await reconnect()
          } else if (isFinal(error)) {
            drop(idOf(item))
            on.refused(item)
            worked()
          } else {
            wait = Math.max(failed(), error instanceof Refusal ? error.waitMs : 0)
            if (!isLimited(error)) break
            limited.add(idOf(item))
          }
        }
      }
      if (items.length > 0) timer = setTimeout(flush, wait)
    } finally {
      isFlushing = false
    }
  }

  /** The server has it: its answer or its echo says so. */
  function arrived(id: string | undefined): void {
    if (!id || !items.some((item) => idOf(item) === id)) return
    drop(id)
    on.sent(id)
  }

  return {
    flush,
    arrived,
    /** Whether what was tried in vain, here or on a page before, still waits. */
    isStuck: () => items.some((item) => doubtful.has(idOf(item))),
    async add(activity: Pending): Promise<void> {
      keep([...items, activity])
      await flush()
    },
    /** Sends nothing more, not even what a step under way was about to. */
    close(): void {
      clearTimeout(timer)
      items = []
    },
  }
}
