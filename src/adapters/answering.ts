import type { Assistant, ConversationState, Reply, Turn } from '../core/dialogue/turn.ts'

/** A reply with the state after it. */
export type Step = ReturnType<Assistant['reply']>

/** The assistant as channels reach it: the core itself, or the core in its thread, whose steps come later. */
export type Answering = {
  reply(turn: Turn, state: ConversationState): Step | Promise<Step>
  welcome(): Reply
}
