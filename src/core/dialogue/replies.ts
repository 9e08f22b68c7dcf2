import type { Knowledge } from '../knowledge/knowledge.ts'
import { citedNumbers } from '../knowledge/passages.ts'
import type { Urgent } from '../knowledge/schemas.ts'
import { toCitations } from './answer.ts'
import { type Choice, mostOptions, toOptions } from './options.ts'
import type { DisambiguationReply, FallbackReply, SmalltalkReply, UrgentReply } from './turn.ts'

/** The fixed urgent reply. `pending` is the passage that the same message also asked for. */
export function toUrgent(
  family: string,
  pending: string | null,
  urgent: Urgent,
  knowledge: Knowledge,
): UrgentReply {
  return {
    kind: 'urgent',
    family,
    text: urgent.text,
    calls: urgent.calls,
    citations: toCitations(citedNumbers(urgent.text), knowledge),
    options: toOptions([{ kind: 'continue', id: pending }], knowledge),
  }
}

/** « Did you mean »: at most three questions. A person's own figure is not interpreted here either. */
export function toDisambiguation(
  { passages, confidence }: { passages: readonly string[]; confidence: number },
  isOwnFigure: boolean,
  knowledge: Knowledge,
): DisambiguationReply {
  const { ownFigure, disambiguation } = knowledge.phrases
  const choices = passages.slice(0, 3).map((id): Choice => ({ kind: 'passage', id }))
  return {
    kind: 'disambiguation',
    text: isOwnFigure ? `${ownFigure}\n\n${disambiguation}` : disambiguation,
    options: toOptions(choices, knowledge),
    confidence,
  }
}

export type Miss = {
  near: readonly string[]
  /** How many misses came before it in a row. */
  misses: number
  confidence: number
  /** The language that the message was in, if it is one that we know and not French. */
  code: string | null
  /** The numbers to call, after an urgent reply: its sign may still be there. */
  numbers: string | null
}

/** An honest « I don't know », with the nearest subjects and the menu. */
export function toFallback(
  { near, misses, confidence, code, numbers }: Miss,
  knowledge: Knowledge,
): FallbackReply {
  const { phrases, passages } = knowledge
  const topics = [
    ...new Set(near.map((id) => passages.get(id)?.topic).filter((topic) => topic !== undefined)),
  ].slice(0, 2)
  const choices: Choice[] = [
    ...topics.map((id): Choice => ({ kind: 'topic', id, page: 0 })),
    { kind: 'menu', page: 0 },
  ]
  const unknown = misses > 0 ? phrases.fallbackAgain : `${phrases.fallback}\n\n${phrases.fallbackOptions}`
  const french = numbers === null ? unknown : `${numbers}\n\n${unknown}`
  const said = code === null ? undefined : phrases.languages[code]
  return {
    kind: 'fallback',
    text: said === undefined ? french : `${said}\n\n${french}`,
    options: toOptions(choices, knowledge),
    confidence,
    own: code === null || said === undefined ? null : { code, text: said },
  }
}

/** A sentence of the assistant's own. */
export function toSmalltalk(
  intent: string,
  text: string,
  choices: readonly Choice[],
  knowledge: Knowledge,
): SmalltalkReply {
  return { kind: 'smalltalk', intent, text, citations: [], options: toOptions(choices, knowledge) }
}

const wholeMenu: Choice = { kind: 'menu', page: 0 }

/** A page of the list of topics. The last one leads back to the first. */
export function toMenu(page: number, knowledge: Knowledge): SmalltalkReply {
  const choices = knowledge.topics.map(({ id }): Choice => ({ kind: 'topic', id, page: 0 }))
  const { shown, isLast } = pageOf(choices, page, mostOptions - 1)
  const back = page > 0 ? [wholeMenu] : []
  const ways: Choice[] = isLast ? back : [{ kind: 'menu', page: page + 1 }]
  return toSmalltalk('menu', knowledge.phrases.menu, [...shown, ...ways], knowledge)
}

/** A page of the questions of one topic, with the way back to all topics, or null when there is no such topic. */
export function toTopicMenu(id: string, page: number, knowledge: Knowledge): SmalltalkReply | null {
  const topic = knowledge.topics.find((candidate) => candidate.id === id)
  if (!topic) return null
  const choices = topic.passages.map((passage): Choice => ({ kind: 'passage', id: passage.id }))
  const { shown, isLast } = pageOf(choices, page, mostOptions - 2)
  const more: Choice[] = isLast ? [] : [{ kind: 'topic', id, page: page + 1 }]
  const text = knowledge.phrases.topicMenu.replace('{title}', topic.title)
  return toSmalltalk('menu', text, [...shown, ...more, wholeMenu], knowledge)
}

/** One page of a list. The last one needs no way on, and has room for one more. */
function pageOf(choices: readonly Choice[], page: number, size: number) {
  const rest = choices.slice(page * size)
  const isLast = rest.length < mostOptions
  return { shown: isLast ? rest : rest.slice(0, size), isLast }
}

/** Where the answers come from, with the article's whole list of references. */
export function toSources(knowledge: Knowledge): SmalltalkReply {
  const { article, phrases, references } = knowledge
  const text = phrases.sources
    .replace('{title}', article.title)
    .replace('{year}', String(article.year))
    .replace('{version}', article.contentVersion)
    .replace('{reviewed}', article.reviewed)
  return {
    kind: 'smalltalk',
    intent: 'sources',
    text,
    citations: toCitations([...references.keys()], knowledge),
    options: [],
  }
}
