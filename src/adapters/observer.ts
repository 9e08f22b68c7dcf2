import type { Reply } from '../core/dialogue/turn.ts'
import type { Answering } from './answering.ts'
import { currentScope } from './scope.ts'

/** One turn in ids and names: all that counters and the journal may know of it. */
export type TurnRecord = {
  kind: Reply['kind']
  topic: string | null
  passage: string | null
  family: string | null
  channel: string
  confidence: number | null
  /** For a reply that did not understand: the nearest topics or passages offered. */
  nearest: string[]
  /** What of such a message may be told, where the operator opted in. */
  redacted?: string | null
}
export type FeedbackRecord = { isUseful: boolean; passage: string | null; channel: string }
export type Observer = {
  turn(record: TurnRecord): void
  feedback(record: FeedbackRecord): void
}

/** What of a message may be told. */
export type RedactAnywhere = (text: string) => string | null | Promise<string | null>

/** The same assistant, whose replies are told to observers. */
export function observe(
  assistant: Answering,
  observers: readonly Observer[],
  redact?: RedactAnywhere,
): Answering {
  return {
    welcome: () => assistant.welcome(),
    async reply(turn, state) {
      const step = await assistant.reply(turn, state)
      const record = toRecord(step.reply)
      if (redact && isLost(step.reply)) record.redacted = await redact(turn.text)
      for (const observer of observers) observer.turn(record)
      return step
    },
  }
}

const isLost = (reply: Reply): reply is Extract<Reply, { kind: 'fallback' | 'disambiguation' }> =>
  reply.kind === 'fallback' || reply.kind === 'disambiguation'

/** A reply in ids and names, on the channel of the request. */
export function toRecord(reply: Reply): TurnRecord {
  return {
    kind: reply.kind,
    topic: reply.kind === 'answer' ? reply.topic : null,
    passage: reply.kind === 'answer' ? reply.passage : null,
    family: reply.kind === 'urgent' ? reply.family : null,
    channel: currentScope()?.channel ?? 'none',
    confidence: 'confidence' in reply ? reply.confidence : null,
    nearest: isLost(reply) ? reply.options.flatMap(({ passage, topic }) => passage ?? topic ?? []) : [],
  }
}
