import { z } from 'zod'
import { type Assistant, type ConversationState, emptyState, type Reply } from '../../core/dialogue/turn.ts'

const Line = z.union([
  z.object({ id: z.string(), text: z.string() }),
  z.object({ id: z.string(), turns: z.array(z.string()).min(1) }),
])

/** One turn's outcome, as `npm run ask -- --jsonl` and `npm run eval` read it. `ms` is the core's own time. */
export type TurnLine = {
  id: string
  turn: number
  kind: Reply['kind']
  topic: string | null
  passage: string | null
  confidence: number | null
  citations: number[]
  text: string
  options: { label: string; topic: string | null; passage: string | null }[]
  ms: number
}
export type ErrorLine = { line: number; error: string }

/** Answers one line of input: a question or a conversation. A malformed line gives one error, never an exception. */
export function answerLine(
  source: string,
  number: number,
  assistant: Assistant,
  now: () => number,
): (TurnLine | ErrorLine)[] {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    return [{ line: number, error: `not JSON: ${error instanceof Error ? error.message : error}` }]
  }
  const read = Line.safeParse(value)
  if (!read.success) return [{ line: number, error: 'write {"id","text"} or {"id","turns":["…"]}' }]
  const { id } = read.data
  let state: ConversationState = emptyState
  return ('turns' in read.data ? read.data.turns : [read.data.text]).map((text, turn) => {
    const start = now()
    const step = assistant.reply({ text }, state)
    const ms = Math.round((now() - start) * 1000) / 1000
    state = step.state
    return toLine(id, turn, step.reply, ms)
  })
}

function toLine(id: string, turn: number, reply: Reply, ms: number): TurnLine {
  return {
    id,
    turn,
    kind: reply.kind,
    topic: 'topic' in reply ? reply.topic : null,
    passage: 'passage' in reply ? reply.passage : null,
    confidence: 'confidence' in reply ? Math.round(reply.confidence * 1000) / 1000 : null,
    citations: 'citations' in reply ? reply.citations.map(({ number: cited }) => cited) : [],
    text: reply.text,
    options: reply.options.map(({ label, topic, passage }) => ({ label, topic, passage })),
    ms,
  }
}
