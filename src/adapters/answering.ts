import type { Assistant, ConversationState, Reply, Turn } from '../core/dialogue/turn.ts'
import type { ScreenAll, Sign } from '../core/safety/screen.ts'

/** A reply with the state after it. */
export type Step = ReturnType<Assistant['reply']>

/** The screen alone, likewise. */
export type Screening = (...given: Parameters<ScreenAll>) => Sign | null | Promise<Sign | null>

/** The assistant as channels reach it: the core itself, or the core in its thread, whose steps come later. */
export type Answering = {
  reply(turn: Turn, state: ConversationState): Step | Promise<Step>
  welcome(): Reply
}
