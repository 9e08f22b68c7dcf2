import { toAnswer } from '../../core/dialogue/answer.ts'
import type { OwnFigures } from '../../core/dialogue/own-figure.ts'
import { createWithoutOwn } from '../../core/dialogue/own-words.ts'
import { toUrgent } from '../../core/dialogue/replies.ts'
import type { AnswerReply, UrgentReply } from '../../core/dialogue/turn.ts'
import type { Knowledge } from '../../core/knowledge/knowledge.ts'
import type { Understand } from '../../core/matching/understanding.ts'
import { type Screen, screenAll } from '../../core/safety/screen.ts'

/** What a search finds: the urgent reply if its words, or others beside it, hold a sign of emergency, then passages, best first. */
export type Search = (text: string, skip: number, most: number, also?: readonly string[]) => Found
/** The same, at once or from another thread. */
export type SearchAnywhere = (...given: Parameters<Search>) => Found | Promise<Found>
export type Found = { urgent: UrgentReply | null; answers: AnswerReply[] }

const leastShare = 0.01
const sureShare = 0.1
const longestQuery = 1_000

export type SearchParts = {
  knowledge: Knowledge
  understand: Understand
  screen: Screen
  ownFigures: OwnFigures
}

/** Searches passages by the assistant's own understanding. No words: the questions it starts with. */
export function createSearch({ knowledge, understand, screen, ownFigures }: SearchParts): Search {
  const findSign = screenAll(screen, createWithoutOwn(knowledge))
  return (text, skip, most, also) => {
    const isEmpty = text.trim() === ''
    const shares = isEmpty
      ? new Map(knowledge.phrases.starters.map((id) => [id, 1]))
      : rank(text.slice(0, longestQuery), knowledge, understand)
    const lead = ownFigures.tells(text) ? knowledge.phrases.ownFigure : null
    const answers = [...shares].slice(skip, skip + most).flatMap(([id, confidence]) => {
      const passage = knowledge.passages.get(id)
      return passage ? [toAnswer(passage, knowledge, { confidence, lead })] : []
    })
    const sign = skip === 0 ? findSign(text, also) : null
    return { urgent: sign ? toUrgent(sign.family, null, knowledge.urgent, knowledge) : null, answers }
  }
}

/** Passage ids with their share, then what is related to a best one that stands out. */
function rank(text: string, knowledge: Knowledge, understand: Understand): Map<string, number> {
  const shares = new Map(
    understand(text)
      .filter(({ label, probability }) => label.kind === 'passage' && probability >= leastShare)
      .map(({ label, probability }) => [label.id, probability]),
  )
  const [best] = shares
  if (!best || best[1] < sureShare) return shares
  for (const id of knowledge.passages.get(best[0])?.related ?? []) if (!shares.has(id)) shares.set(id, 0)
  return shares
}
