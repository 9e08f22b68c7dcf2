import { words } from '../language/tokens.ts'

const fewest = 3

/** The last question of a message of several sentences, or its last sentence; null when it has but one. */
export function questionOf(text: string): string | null {
  const sentences = text.split(/(?<=[.!?…\n])\s+/).filter((sentence) => words(sentence).length >= fewest)
  if (sentences.length < 2) return null
  return sentences.findLast((sentence) => sentence.trimEnd().endsWith('?')) ?? sentences.at(-1) ?? null
}
