import { words } from '../language/tokens.ts'
import { combine } from '../matching/combine.ts'
import type { Label, Ranked } from '../matching/ranker.ts'
import type { Understand } from '../matching/understanding.ts'
import type { IsBareQuestion } from './bare-question.ts'

/** So many words may lean on what was said before; who writes more says what they mean. */
const longest = 15
/** Above this a message needs no context. */
const sure = 0.95
/**
 * What a reading does not name at all still has this chance. After the last subject, which draws the reading to itself, it
 * is more, and most for a foreign subject, which shares nothing with that one.
 */
const least = { alone: 1e-4, after: 3e-4, foreignAfter: 1e-3 }
/**
 * How likely one asks next what stands where, beside any other passage. Chosen on the development dialogues and the blind
 * writers' of test/eval/, 2,200 turns; the figures are flat around these values.
 */
const prior = { same: 0.2, related: 12, sibling: 6, outside: 0.6, smalltalk: 0.6 }
/** A question that names no subject keeps the topic: so much likelier than a change. Flat from 14 to 50 on 1,240 turns. */
const kept = 15

export type ContextParts = {
  understand: Understand
  isBareQuestion: IsBareQuestion
  /** A question without its grammar words. */
  subjectOf: (question: string) => string
}

export type LastAnswer = { id: string; topic: string; question: string; related: readonly string[] }

/**
 * Ranks an utterance that may lean on the last passage: any that is short and not clear by itself. It must fit both readings,
 * alone and after that passage's subject: their probabilities are multiplied, and with how near a class stands to the last
 * passage. The subject is read twice, as the passage's question has it and as its id: each draws to itself in another way.
 */
export function rankInContext(
  text: string,
  last: LastAnswer | null,
  { understand, isBareQuestion, subjectOf }: ContextParts,
): Ranked[] {
  const alone = understand(text)
  const top = alone[0]
  if (last === null || !top || top.probability >= sure || words(text).length > longest) return alone
  const [asked, named] = [subjectOf(last.question), nameOf(last.id)]
  const readings = [alone, understand(`${asked} ${text}`), understand(`${named} ${text}`)]
  const isBare = isBareQuestion(text)
  return combine(readings, (label, [byItself = 0, afterAsked = 0, afterNamed = 0]) => {
    const leastAfter = label.kind === 'outside' ? least.foreignAfter : least.after
    const after = Math.sqrt((afterAsked + leastAfter) * (afterNamed + leastAfter))
    const near = nearness(label, last) * (isBare && label.topic === last.topic ? kept : 1)
    return (byItself + least.alone) * after * near
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
