import { words } from '../language/tokens.ts'

const fewest = 3

/** The last question of a message of several sentences, or its last sentence of some length; null when it has but one sentence. */
export function questionOf(text: string): string | null {
  const parts = text.split(/(?<=[.!?…\n])\s+/).filter((part) => words(part).length > 0)
  // « D'accord. » or « Bonjour ! » asks nothing, and yet parts the question from the rest.
  const sentences = parts.filter((part) => words(part).length >= fewest)
  if (parts.length < 2) return null
  return sentences.findLast((sentence) => sentence.trimEnd().endsWith('?')) ?? sentences.at(-1) ?? null
}
