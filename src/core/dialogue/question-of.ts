import { words } from '../language/tokens.ts'

const fewest = 3

/** The last question of a message of several sentences, or its last sentence of some length; null when it has but one sentence. */
export function questionOf(text: string): string | null {
  const parts = text.split(/(?<=[.!?…\n])\s+/)
  if (parts.length < 2) return null
  const spoken = parts.map((part) => ({ part, count: words(part).length })).filter(({ count }) => count > 0)
  if (spoken.length < 2) return null
  // « D'accord. » or « Bonjour ! » asks nothing, and yet parts the question from the rest.
  const sentences = spoken.flatMap(({ part, count }) => (count >= fewest ? part : []))
  return sentences.findLast((sentence) => sentence.trimEnd().endsWith('?')) ?? sentences.at(-1) ?? null
}
