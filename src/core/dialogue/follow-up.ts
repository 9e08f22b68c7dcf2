import { words } from '../language/tokens.ts'
import { sideBySide, toShares } from '../matching/combine.ts'
import type { Label, Ranked } from '../matching/ranker.ts'
import type { Understand } from '../matching/understanding.ts'
import type { IsBareQuestion } from './bare-question.ts'
import { createSignals, type Habits, weigh } from './habits.ts'

/** So many words may lean on what was said before; who writes more says what they mean. */
const longest = 15
/** Above this a message needs no context. */
const sure = 0.99
/**
 * What a reading does not name at all still has this chance. After the last subject, which draws the reading to itself, it
 * is more, and most for a foreign subject, which shares nothing with that one.
 */
const least = { alone: 1e-4, after: 3e-4, foreignAfter: 1e-3 }
/**
 * How likely one asks next what stands where, beside any other passage: where the habits begin, and what is left without
 * them. Chosen on the development dialogues and the blind writers', 2,200 turns; the figures are flat around these values.
 */
const prior = { same: 0.2, related: 12, sibling: 6, outside: 0.6, smalltalk: 0.6 }
/** A question that names no subject keeps the topic: so much likelier than a change. Flat from 14 to 50 on 1,240 turns. */
const kept = 15

/** What is learned with a penalty is less sure than it may be. Chosen on 430 follow-ups that it had not learned; flat from 1.2 to 1.5. */
const sharpness = 1.4

export type ContextParts = {
  understand: Understand
  isBareQuestion: IsBareQuestion
  /** A question without its grammar words. */
  subjectOf: (question: string) => string
  /** The stems of a text, and what was learned of how people go on. */
  stemsOf?: (text: string) => string[]
  habits?: Habits | null
}

export type LastAnswer = { id: string; topic: string; question: string; related: readonly string[] }

/** What speaks for a class as the answer to a follow-up, as logarithms: its two readings, and where it stands. */
export type Leaning = { label: Label; alone: number; after: number; near: number }

/**
 * Ranks an utterance that may lean on the last passage: any that is short and not clear by itself. It must fit both readings,
 * alone and after that passage's subject: their probabilities are multiplied, with how near a class stands to the last passage
 * and with what people are used to say when they mean it there. The subject is read twice, as the passage's question has it
 * and as its id: each draws to itself in another way.
 */
export function rankInContext(text: string, last: LastAnswer | null, parts: ContextParts): Ranked[] {
  const alone = parts.understand(text)
  if (last === null || !mayLean(text, alone)) return alone
  const { habits = null, stemsOf = words } = parts
  const leanings = lean(text, alone, last, parts)
  const signalsOf = createSignals({ stems: stemsOf(text), isBare: parts.isBareQuestion(text), last })
  return toShares(
    leanings.map(({ label, alone, after, near }) => ({
      label,
      probability: habits
        ? Math.exp(
            sharpness *
              (habits.alone * alone + habits.after * after + near + weigh(habits, signalsOf(label))),
          )
        : Math.exp(alone + after + near),
    })),
  )
}

/** Whether a text may lean on what was said before. */
export const mayLean = (text: string, alone: readonly Ranked[]): boolean =>
  alone[0] !== undefined && alone[0].probability < sure && words(text).length <= longest

/** What speaks for each class. `alone`: how the text is understood by itself. */
export function lean(
  text: string,
  alone: readonly Ranked[],
  last: LastAnswer,
  { understand, isBareQuestion, subjectOf }: ContextParts,
): Leaning[] {
  const [asked, named] = [subjectOf(last.question), nameOf(last.id)]
  const readings = [alone, understand(`${asked} ${text}`), understand(`${named} ${text}`)]
  const isBare = isBareQuestion(text)
  return sideBySide(readings).map(({ label, chances: [byItself = 0, afterAsked = 0, afterNamed = 0] }) => {
    const leastAfter = label.kind === 'outside' ? least.foreignAfter : least.after
    return {
      label,
      alone: Math.log(byItself + least.alone),
      after: Math.log((afterAsked + leastAfter) * (afterNamed + leastAfter)) / 2,
      near: Math.log(nearness(label, last) * (isBare && label.topic === last.topic ? kept : 1)),
    }
  })
}

/** « vie-quotidienne/aliments-eviter » is about « aliments eviter ». */
const nameOf = (id: string) => id.slice(id.indexOf('/') + 1).replaceAll('-', ' ')

function nearness(label: Label, last: LastAnswer): number {
  if (label.kind !== 'passage') return prior[label.kind]
  if (label.id === last.id) return prior.same
  if (last.related.includes(label.id)) return prior.related
  return label.topic === last.topic ? prior.sibling : 1
}
