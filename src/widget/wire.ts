import type { Reply } from '../core/dialogue/turn.ts'

/** What the widget needs of a Direct Line activity. */
export type WireActivity = {
  id?: string
  type: string
  name?: string
  text?: string
  value?: object
  replyToId?: string
  from?: { id?: string; role?: string }
  channelData?: { assistant?: Reply; clientActivityID?: string }
  /** Of what the tab keeps: whether the person found it useful. */
  opinion?: boolean
}
export type ActivitySet = { activities?: WireActivity[]; watermark?: string | null }

/** A conversation of this tab. `domain` is set where the token is for a service elsewhere. */
export type Session = { conversationId: string; token: string; watermark: string; domain?: string }

/** An activity that has not reached the server yet, with the id by which its echo is known. */
export type Pending = WireActivity & { channelData: { clientActivityID: string } }
