import { z } from 'zod'

const text = z.string().trim().min(1)
const date = z.iso.date('a date such as 2026-11-24')
const passageId = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'an id such as topic/slug')

/** content/article.yaml: the one source, and the version of what is said from it. */
export const Article = z.strictObject({
  title: text,
  year: z.int(),
  contentVersion: text,
  reviewed: date,
  reviewBy: date,
  address: z.url().nullable(),
  topics: z.array(z.string().regex(/^[a-z0-9-]+$/)).min(1),
})
export type Article = z.infer<typeof Article>

const status = z.enum(['listed', 'deduced', 'not-listed'])
/** One of the article's reference numbers, with nothing the article does not print. */
export const Reference = z
  .strictObject({
    number: z.int().min(1),
    status,
    kind: z.enum(['bulletin', 'recommandations', 'publication', 'web']).optional(),
    title: text.optional(),
    publisher: text.optional(),
    year: text.optional(),
  })
  .refine((r) => (r.status === 'not-listed') === (r.title === undefined), {
    message: 'a title stands exactly on the references that the article lists',
  })
export type Reference = z.infer<typeof Reference>

/** content/references.yaml */
export const References = z.strictObject({
  labels: z.strictObject({ listed: z.string(), deduced: text, 'not-listed': text }),
  references: z.array(Reference).min(1),
})
export type References = z.infer<typeof References>

/** The front matter of content/urgence.md. */
export const UrgentHead = z.strictObject({
  version: text,
  reviewed: date,
  reviewBy: date,
  continueLabel: text,
  /** Said to everything that is no emergency while other content is faulty. */
  apology: text,
  calls: z
    .array(z.strictObject({ label: text, href: z.string().regex(/^(tel|sms):\d+$/) }))
    .refine(
      (calls) =>
        ['tel:15', 'tel:112', 'sms:114', 'tel:3114'].every((href) => calls.some((c) => c.href === href)),
      'tel:15, tel:112, sms:114 and tel:3114 each have a button',
    ),
})
export type Urgent = z.infer<typeof UrgentHead> & { text: string }

/** content/phrases.yaml: the assistant's own voice. */
export const Phrases = z.strictObject({
  name: text,
  welcome: text,
  starters: z.array(passageId).min(1).max(4),
  help: text,
  menu: text,
  menuPage: text,
  topicPage: text,
  topicMenu: text,
  sources: text,
  forgotten: text,
  forgetHow: text,
  forgetBeside: text,
  forgetLabel: text,
  ownFigure: text,
  /** What answers a person's own figure that is told with small talk of these kinds. */
  ownFigurePassage: passageId,
  ownFigureBefore: z.array(z.string()),
  alsoAsked: text,
  alsoMissed: text,
  noReference: text,
  disambiguation: text,
  noneOfThese: text,
  fallback: text,
  fallbackOptions: text,
  fallbackAgain: text,
  stillUrgent: text,
  /** Kinds of small talk that are no thanks and no news. */
  stillUrgentBefore: z.array(z.string()),
  /** In place of `stillUrgent`, by the family of the sign: who hears of other numbers. */
  stillUrgentFor: z.record(z.string(), text),
  /** In place of `smalltalk` behind these numbers, where the usual words would take the sign lightly. */
  smalltalkStillUrgent: z.record(z.string(), text),
  menuLabel: text,
  continueNothing: text,
  staleOption: text,
  empty: text,
  error: text,
  sourcesLabel: text,
  caveatLabel: text,
  sectionLabel: text,
  smalltalk: z.record(z.string(), text),
  /** Passages that are offered beside a reply of small talk. */
  smalltalkOptions: z.record(z.string(), z.array(passageId).min(1).max(4)),
  /** By the code of a language of intents/langues/, in that language. */
  languages: z.record(z.string().regex(/^[a-z]{2,3}$/), text),
})
export type Phrases = z.infer<typeof Phrases>

/** The front matter of content/passages/<topic>.md. */
export const TopicHead = z.strictObject({ title: text, section: text })
export type Topic = z.infer<typeof TopicHead> & { id: string; passages: Passage[] }

/** The unit of an answer: one question a person has, and its text from the article. */
export type Passage = {
  id: string
  topic: string
  question: string
  text: string
  caveat: string | null
  related: string[]
  section: string
  citations: number[]
}
