import { words } from '../language/tokens.ts'
import { decide } from '../matching/decide.ts'
import type { Understand } from '../matching/understanding.ts'

const clear = 0.7
const joined = /\s+(?:et aussi|et sinon|par ailleurs|autre question)\b/i
const joinedByAsking = /,?\s+et\s+(?=(?:est[- ]ce que?|comment|pourquoi|puis[- ]je|dois[- ]je|faut[- ]il)\b)/i

/** Two clear questions on two topics in one message: their passages in order; null otherwise. */
export function splitQuestions(text: string, understand: Understand): [string, string] | null {
  if (text.length > 600) return null
  const all = text.split(joined).flatMap((part) => questionsIn(part.split(joinedByAsking)))
  if (all.length < 2) return null
  const parts = all.filter((part) => words(part).length >= 3)
  if (parts.length !== 2) return null
  const [first, second] = parts.map((part) => decide(understand(part)))
  if (first?.kind !== 'answer' || second?.kind !== 'answer') return null
  if (first.confidence < clear || second.confidence < clear) return null
  const topic = (id: string) => id.split('/')[0]
  return topic(first.passage) === topic(second.passage) ? null : [first.passage, second.passage]
}

/** What follows a question and asks nothing belongs to its story, and is no second question. */
function questionsIn(parts: readonly string[]): string[] {
  return parts.flatMap((part) => {
    const sentences = part.split(/(?<=\?)\s+/)
    return sentences.length < 2 ? sentences : sentences.filter((sentence) => sentence.trimEnd().endsWith('?'))
  })
}
