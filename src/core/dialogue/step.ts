import { aged } from './reminder.ts'
import type { ConversationState, Reply } from './turn.ts'

export type Step = { reply: Reply; state: ConversationState }

/**
 * The reply with the state it leaves: what was offered, and no run of misses after anything but a fallback. `alsoAsked`: the
 * passage of a second question that is offered first. « Merci » and the like leave what stands above them to be chosen,
 * but for the erasing, which is lost for good: « oui » says it only right after it was asked. No courtesy and no list of topics
 * uses up the turns in which something leans on the urgent reply.
 */
export function next(reply: Reply, state: ConversationState, alsoAsked: string | null = null): Step {
  const isSmalltalk = reply.kind === 'smalltalk'
  const { alsoAsked: before, ...kept } = isSmalltalk ? state : aged(state)
  const isBeside = isSmalltalk && reply.options.length === 0
  const second = isBeside ? before : alsoAsked
  return {
    reply,
    state: {
      ...kept,
      misses: reply.kind === 'fallback' ? state.misses : 0,
      offered: isBeside
        ? state.offered.filter((value) => value !== 'forget:')
        : reply.options.map(({ value }) => value),
      ...(second ? { alsoAsked: second } : {}),
    },
  }
}
