import { words } from '../language/tokens.ts'
import { type Decision, decide, topicOf } from '../matching/decide.ts'
import type { Understand } from '../matching/understanding.ts'
import { questionOf } from './question-of.ts'

const clear = 0.7
/** Where the words alone do not say that there are two questions, or one of them is not answered. */
const surer = 0.9
/** Joined by a word that asks, there surely are two. */
const surelyMissed = 0.8
const surestOfTopic = 0.95
const longest = 600
const heard = new Set(['forget', 'feelings'])
const joined = /\s+(?:et aussi|et sinon|par ailleurs|autre question)\b/i
const joinedByAsking = /,?\s+et\s+(?=(?:est[- ]ce que?|comment|pourquoi|puis[- ]je|dois[- ]je|faut[- ]il)\b)/i
/** What tells a question cut off from the next one, and so without its mark. */
const asks =
  /(?<!\p{L})(?:est[- ]ce|comment|pourquoi|combien|quel(?:le)?s?|quoi|(?:puis|peux|peut|dois|doit|faut|est|sont|a)[- ](?:t-)?(?:je|tu|ils?|elles?|on|vous|nous)|\p{L}+-(?:t-)?(?:je|tu|ils?|elles?|on|vous|nous))(?!\p{L})/iu
/** « est-ce que je peux faire du sport et manger des sushis ? »: one beginning, two infinitives. */
const twoDeeds =
  /^(.*?(?:peu[xt]|puis|pouvons|pouvez|pourrai[st]?|doi[st]|devons|devez|faut|droit)(?:[- ](?:je|il|elle|on|nous|vous|ils|elles))?\s(?:de |d')?)(\S+(?:er|ir|re|oir)\s.+?),?\s+(?:et|ou)\s+((?:de |d')?\S+(?:er|ir|re|oir)\b.*)$/i

/** How a part is understood right after a passage. */
export type ReadAfter = (part: string, passage: string) => Decision

/** Two clear questions in one message: their passages in order; null otherwise. */
export function splitQuestions(
  text: string,
  understand: Understand,
  readAfter: ReadAfter = (part) => decide(understand(part)),
): [string, string] | null {
  const parts = partsOf(text)
  if (parts.length === 2) return clearPair(readBoth(parts, understand, readAfter), clear)
  const deeds = parts.length > 2 || text.length > longest ? null : deedsOf(text)
  return (
    deeds &&
    clearPair(
      readBoth(deeds, understand, (part) => decide(understand(part))),
      surer,
    )
  )
}

/** What is answered of two questions: one passage, and whether the other is surely not answered, of which who asks hears. */
export type OfTwo = { passage: string; isMissed: boolean }

/** The one question of two that is answered, where the other surely is not, or is small talk; null otherwise. */
export function answeredOfTwo(text: string, understand: Understand): OfTwo | null {
  const parts = partsOf(text)
  if (parts.length !== 2 || parts.some(isStory)) return null
  const read = parts.map((part) => decide(understand(part)))
  const answered = read.find((decision) => decision.kind === 'answer')
  const other = read.find((decision) => decision !== answered)
  if (!answered || !other || answered.confidence < surer) return null
  if (isLight(other)) return { passage: answered.passage, isMissed: false }
  const least = joinedByAsking.test(text) ? surelyMissed : surer
  return other.kind === 'none' && other.confidence >= least
    ? { passage: answered.passage, isMissed: true }
    : null
}

/** « Est-ce que vous êtes médecin ? » beside a question; but who asks to be forgotten or opens their heart is heard. */
const isLight = (decision: Decision) =>
  decision.kind === 'smalltalk' && decision.confidence >= surer && !heard.has(decision.intent)

/** On two topics, or surely on two passages of one: its neighbours share what is said of each. */
function clearPair([first, second]: readonly Decision[], least: number): [string, string] | null {
  if (first?.kind !== 'answer' || second?.kind !== 'answer') return null
  const surest = topicOf(first.passage) === topicOf(second.passage) ? surestOfTopic : least
  if (Math.min(first.confidence, second.confidence) < surest) return null
  return first.passage === second.passage ? null : [first.passage, second.passage]
}

/** « Le lupus peut-il en être la cause ? Et comment soigne-t-on ? »: what says nothing alone may lean on the other. */
function readBoth(parts: readonly string[], understand: Understand, readAfter: ReadAfter): Decision[] {
  const read = parts.map((part) => readPart(part, understand))
  return read.map((decision, index) => {
    const other = read[1 - index]
    const isLeaning = decision.kind === 'none' && other?.kind === 'answer' && other.confidence >= surer
    return isLeaning ? readAfter(parts[index] ?? '', other.passage) : decision
  })
}

/** A part may begin with the story of both: its question alone may be clearer. */
function readPart(part: string, understand: Understand): Decision {
  const whole = decide(understand(part))
  const asked = questionOf(part)
  if (asked === null) return whole
  const alone = decide(understand(asked))
  const isClearer =
    alone.kind === 'answer' && (whole.kind !== 'answer' || alone.confidence > whole.confidence)
  return isClearer ? alone : whole
}

const isStory = (part: string) => questionOf(part) !== null || !part.trimEnd().endsWith('?')

function partsOf(text: string): string[] {
  if (text.length > longest) return []
  const all = text.split(joined).flatMap((part) => questionsIn(cut(part)))
  return all.length < 2 ? [] : all.filter((part) => words(part).length >= 3)
}

/** « quels sont les symptômes et est-ce que… »: each part is a question, and says so by its mark. */
function cut(text: string): string[] {
  const parts = text.split(joinedByAsking)
  return parts.length < 2
    ? parts
    : parts.map((part) => (asks.test(part) && !/[?!.]\s*$/.test(part) ? `${part} ?` : part))
}

function deedsOf(text: string): [string, string] | null {
  const [, opening = '', first = '', second = ''] = text.match(twoDeeds) ?? []
  return second === '' ? null : [`${opening}${first} ?`, `${opening}${second}`]
}

/** What follows a question and asks nothing belongs to its story, and is no second question. */
function questionsIn(parts: readonly string[]): string[] {
  return parts.flatMap((part) => {
    const sentences = part.split(/(?<=\?)\s+/)
    return sentences.length < 2 ? sentences : sentences.filter((sentence) => sentence.trimEnd().endsWith('?'))
  })
}
