import type { Activity } from 'botbuilder'

/** A batch as the protocol sends it. */
export type ActivitySet = { activities: Partial<Activity>[]; watermark: string }

/** Who reads a conversation as it goes on. */
export type Listener = {
  receive(set: ActivitySet): void
  /** Somebody else listens now: nothing more is received. */
  taken(): void
}

/** The log of each conversation, gone after its lifetime without use. Every function rejects as its store does. */
export type Conversations = {
  /** Whether it is there, and whether it takes messages still. */
  stateOf(id: string): Promise<'open' | 'ended' | 'unknown'>
  /** Makes it unless it is there. Of several at once one alone is told that it did. */
  create(id: string): Promise<boolean>
  /** Adds an activity and tells the listener; returns its id. Rejects with an UnknownConversationError. */
  append(id: string, activity: Partial<Activity>): Promise<string>
  /** What came after a watermark; everything for none. Rejects with an UnknownConversationError. */
  since(id: string, watermark: string | null): Promise<ActivitySet>
  /** One listener a conversation: it receives what came after the watermark, and what comes. Returns how to stop. */
  listen(id: string, watermark: string | null, listener: Listener): Promise<() => void>
  /** No further message is taken. */
  end(id: string): Promise<void>
  /** Erases what was said. */
  forget(id: string): Promise<void>
}

/** Logs that replicas share, which may be away when something is to be erased. */
export type SharedLogs = Conversations & {
  /** Erases what was said until a time, and nothing newer. */
  forgetUntil(id: string, time: number): Promise<void>
}

export class UnknownConversationError extends Error {
  override name = 'UnknownConversationError'
}

/** The number in a watermark, which a client may spoil: then it is as none. */
export const toNumber = (watermark: string | null) =>
  watermark && /^\d{1,9}$/.test(watermark) ? Number(watermark) : 0

/** The id of a conversation's activity by its number. */
export const toActivityId = (id: string, number: number, mark = '') =>
  `${id}|${mark}${String(number).padStart(7, '0')}`
