import { json } from './bench-server.ts'
import { samples } from './samples.ts'

export type TalkTally = { talks: number; asked: number; begunAnew: number }
type Surroundings = {
  /** The replica whose turn it is. */
  addressOf(turn: number): string
  isOver(): boolean
  tally: TalkTally
  fault(text: string): void
}
type Set = {
  activities?: { id: string; text?: string; channelData?: { assistant?: { kind: string } } }[]
  watermark?: string
}

type Answer = {
  status: number
  body: Set & { token?: string; conversationId?: string }
  isRepeated: boolean
}

const polls = 40
const pollMs = 100

/**
 * One visitor of the website after the other, whose every request goes to the next replica: each question must get one
 * answer, and nothing read with the watermark may come twice. When the conversation is gone the visitor begins anew, as
 * the widget does.
 */
export async function talk(start: number, { addressOf, isOver, tally, fault }: Surroundings): Promise<void> {
  let turn = start
  const call = async (path: string, token = '', body?: unknown): Promise<Answer> => {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        const response = await fetch(`${addressOf(turn++)}/v3/directline${path}`, {
          method: body === undefined ? 'GET' : 'POST',
          headers: { ...json, ...(token && { authorization: `Bearer ${token}` }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        })
        return { status: response.status, body: (await response.json()) as Set, isRepeated: attempt > 0 }
      } catch {
        // The replica was killed under this request.
        await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
    }
    return { status: 0, body: {}, isRepeated: true }
  }

  while (!isOver()) {
    const { body: generated } = await call('/tokens/generate', '', {})
    const { body: opened } = await call('/conversations', generated.token, {})
    if (!opened.conversationId) continue
    tally.talks++
    const at = `/conversations/${opened.conversationId}/activities`
    const seen = new Map<string, number>()
    let watermark = ''
    for (let question = 0; question < 5 && !isOver(); question++) {
      const sent = await call(at, generated.token, { type: 'message', text: samples.question })
      if (sent.status !== 200) break
      tally.asked++
      let answers = 0
      let isGone = false
      for (let poll = 0; poll < polls && answers === 0 && !isGone; poll++) {
        const { status, body } = await call(`${at}?watermark=${watermark}`, generated.token)
        isGone = status !== 200
        for (const { id, channelData } of body.activities ?? []) {
          seen.set(id, (seen.get(id) ?? 0) + 1)
          if (channelData?.assistant?.kind === 'answer') answers++
        }
        watermark = body.watermark ?? watermark
        if (answers === 0) await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
      if (isGone) {
        tally.begunAnew++
        break
      }
      // A message that was sent again because its answer was lost with a replica may be answered twice.
      if (answers !== 1 && !(sent.isRepeated && answers === 2))
        fault(`a question got ${answers} answers by Direct Line`)
    }
    for (const [id, times] of seen) if (times > 1) fault(`activity ${id.slice(-9)} came ${times} times`)
  }
}
