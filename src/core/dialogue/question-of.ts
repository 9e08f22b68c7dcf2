import { words } from '../language/tokens.ts'

const fewest = 3

/** The last question of a message of several sentences, or its last sentence of some length; null when it has but one sentence. */
export function questionOf(text: string): string | null {
  const spoken = sentencesOf(text)
  if (spoken.length < 2) return null
  // « D'accord. » or « Bonjour ! » asks nothing, and yet parts the question from the rest.
  const sentences = spoken.filter((sentence) => words(sentence).length >= fewest)
  return sentences.findLast((sentence) => sentence.trimEnd().endsWith('?')) ?? sentences.at(-1) ?? null
}

/** The last two sentences of a story of three or more: what is asked about often stands right before the question. */
export function endOf(text: string): string | null {
  const spoken = sentencesOf(text)
  return spoken.length < 3 ? null : spoken.slice(-2).join(' ')
}

const sentencesOf = (text: string) =>
  text.split(/(?<=[.!?…\n])\s+/).filter((sentence) => words(sentence).length > 0)
