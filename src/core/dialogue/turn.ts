/** What a person sends: their raw words, and the value of the option they pressed, if they pressed one. */
export type Turn = {
  text: string
  choice?: string
  /** What else they may have written, e.g. within markup: screened, each by itself, and never answered otherwise. */
  also?: readonly string[]
}

/** A reference number of the article, told as the article tells it. */
export type Citation = {
  number: number
  /** `listed`: in the article's own list. `deduced`: by the order of its other lists. `not-listed`: cited, never listed. */
  status: 'listed' | 'deduced' | 'not-listed'
  /** One line for people: title, site or publisher, year; or the sentence that says it is not listed. */
  label: string
}

/** A button. `value` comes back as `Turn.choice`: it carries ids, so that it works on any replica, after any restart. */
export type Option = { label: string; value: string; topic: string | null; passage: string | null }

/** A telephone or SMS link of the urgent reply. */
export type Call = { label: string; href: string }

type Shared = { text: string; options: Option[] }

export type AnswerReply = Shared & {
  kind: 'answer'
  /** The passage's text with its `[n]` marks; `text` is what is shown: lead, body and caveat together. */
  body: string
  /** A sentence before the body, e.g. that a person's own result is not interpreted. */
  lead: string | null
  caveat: string | null
  question: string
  topic: string
  passage: string
  section: string
  citations: Citation[]
  confidence: number
}
export type DisambiguationReply = Shared & { kind: 'disambiguation'; confidence: number }
export type UrgentReply = Shared & { kind: 'urgent'; family: string; citations: Citation[]; calls: Call[] }
export type SmalltalkReply = Shared & { kind: 'smalltalk'; intent: string; citations: Citation[] }
export type FallbackReply = Shared & {
  kind: 'fallback'
  confidence: number
  /** For who wrote in another language: a sentence in it, which `text` begins with. `code` is the language's, such as `en`. */
  own: { code: string; text: string } | null
}

/** Our one reply to a turn, told apart by `kind`. `text` alone is a whole reply where nothing else can be shown. */
export type Reply = AnswerReply | DisambiguationReply | UrgentReply | SmalltalkReply | FallbackReply

/** What is kept between two turns: ids and counts, never a person's words. */
export type ConversationState = {
  /** Last passage answered. */
  passage: string | null
  /** Options last offered, by value, in the order shown. */
  offered: string[]
  /** Replies of kind fallback in a row. */
  misses: number
  /** The passage of a second question that was offered: « oui » takes it. */
  alsoAsked?: string | undefined
  /** There while what is said may still lean on an urgent reply. */
  urgent?: UrgentTrace | undefined
}

/** What is kept of an urgent reply until its button is pressed or it is some turns ago. */
export type UrgentTrace = {
  family: string
  /** The families of earlier ones, each once. */
  before?: string[] | undefined
  /** The passage that its button leads to: what the person asked beside the sign. */
  pending: string | null
  /** For how many turns it is kept still. */
  left: number
  /** Something was answered since: what leans may lean on the answer. */
  isAnswered?: boolean | undefined
}

export const emptyState: ConversationState = { passage: null, offered: [], misses: 0 }

/** The whole core, as adapters see it. Pure: the same turn and state give the same reply. */
export type Assistant = {
  reply(turn: Turn, state: ConversationState): { reply: Reply; state: ConversationState }
  /** The first thing said in a conversation. */
  welcome(): Reply
}
