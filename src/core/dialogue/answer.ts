import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Passage, Reference } from '../knowledge/schemas.ts'
import { type Choice, toOptions } from './options.ts'
import type { AnswerReply, Citation } from './turn.ts'

const mostRelated = 3

/** Of a message that asked something else too: the passage that answers it, or that none does; and whether it asked to erase. */
export type Beside = { alsoAsked?: string; isMissed?: boolean; asksErasure?: boolean }
export type AnswerExtras = Beside & { confidence: number; lead?: string | null }

/** A passage as a reply: lead, text, caveat, citations, and what else could be asked. */
export function toAnswer(
  passage: Passage,
  knowledge: Knowledge,
  { confidence, lead = null, alsoAsked, isMissed = false, asksErasure = false }: AnswerExtras,
): AnswerReply {
  const { phrases } = knowledge
  const opening =
    [
      lead,
      alsoAsked && phrases.alsoAsked,
      isMissed && phrases.alsoMissed,
      asksErasure && phrases.forgetBeside,
    ]
      .filter(Boolean)
      .join('\n\n') || null
  const caveat = passage.caveat ?? (passage.citations.length === 0 ? phrases.noReference : null)
  // The question stands above its answer, so that a person sees at once when they were misunderstood.
  const shown = [
    opening,
    `**${passage.question}**`,
    passage.text,
    caveat && `${phrases.caveatLabel} : ${caveat}`,
  ]
  const next = [
    ...new Set([...(alsoAsked ? [alsoAsked] : []), ...passage.related, ...neighbours(passage, knowledge)]),
  ]
  const related = next.filter((id) => id !== passage.id).slice(0, mostRelated)
  // What erases comes last: when it is no longer there, the numbers of the others stay.
  const choices: Choice[] = [
    ...related.map((id): Choice => ({ kind: 'passage', id })),
    ...(asksErasure ? [{ kind: 'forget' } as const] : []),
  ]
  return {
    kind: 'answer',
    text: shown.filter(Boolean).join('\n\n'),
    body: passage.text,
    lead: opening,
    caveat,
    question: passage.question,
    topic: passage.topic,
    passage: passage.id,
    section: passage.section,
    citations: toCitations(passage.citations, knowledge),
    options: toOptions(choices, knowledge),
    confidence,
  }
}

/** What is said to who wants to hear more: the passage after this one in its topic, and after the last the first again. */
export function nextOf(passage: Passage, knowledge: Knowledge): string {
  const siblings = neighbours(passage, knowledge)
  return siblings[(siblings.indexOf(passage.id) + 1) % siblings.length] ?? passage.id
}

const neighbours = (passage: Passage, { topics }: Knowledge) =>
  topics.find(({ id }) => id === passage.topic)?.passages.map(({ id }) => id) ?? []

/** Reference numbers as the article shows them; a number it does not know is left out (the content check refuses it). */
export function toCitations(numbers: readonly number[], { references, statusLabels }: Knowledge): Citation[] {
  return numbers.flatMap((number) => {
    const reference = references.get(number)
    return reference ? [{ number, status: reference.status, label: toLabel(reference, statusLabels) }] : []
  })
}

function toLabel({ title, publisher, year, status }: Reference, labels: Knowledge['statusLabels']): string {
  const named = [title, publisher, year].filter(Boolean).join(', ')
  const said = labels[status]
  return named && said ? `${named} (${said})` : named || said
}
