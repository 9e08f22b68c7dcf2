import { words } from '../language/tokens.ts'
import { combine } from '../matching/combine.ts'
import type { Label, Ranked } from '../matching/ranker.ts'
import type { Understand } from '../matching/understanding.ts'
import type { IsBareQuestion } from './bare-question.ts'

const opening =
  /^\s*(?:et|ok|d'accord|bon|mais|donc|alors?|ah|oui|non|si|sinon|même|meme|pourquoi|combien|quand|lequel|laquelle|lesquels)\b/i
const pointing = new Set(
  'ca cela celui celle ceux celles y en la lui elle il ils elles pareil ce cette cas dedans dernier autre autres'.split(
    ' ',
  ),
)
/** « on le traite », « ça la fait monter »: an object pronoun before its verb. */
const object = /\b(?:on|je|j|tu|vous|il|elle|ils|elles|ça|ca|faut|peut|doit) (?:le|la|les|l['’])/i
/** Most words of a message that leans by its form, of one that leans because it is short, and of one that is unclear alone. */
const longest = { formed: 18, short: 4, unclear: 12 }
const clear = 0.5
/** Above this a message needs no context. */
const sure = 0.95
/**
 * What a reading does not name at all still has this chance. After the last subject, which draws the reading to itself, it
 * is more, and most for a foreign subject, which shares nothing with that one.
 */
const least = { alone: 1e-4, after: 3e-4, foreignAfter: 1e-3 }
/**
 * How likely one asks next what stands where, beside any other passage. Chosen on the development dialogues and the blind
 * writers' of test/eval/, 2,000 turns; the figures are flat around these values.
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
 * Ranks an utterance that may lean on the last passage. One that does must fit both readings, alone and after that passage's
 * subject: their probabilities are multiplied, and with how near a class stands to the last passage. The subject is read
 * twice, as the passage's question has it and as its id: each draws to itself in another way.
 */
export function rankInContext(
  text: string,
  last: LastAnswer | null,
  { understand, isBareQuestion, subjectOf }: ContextParts,
): Ranked[] {
  const alone = understand(text)
  const top = alone[0]
  if (last === null || !top || top.probability >= sure || !leans(text, top)) return alone
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

function leans(text: string, top: Ranked): boolean {
  const said = words(text)
  const formed = opening.test(text) || object.test(text) || said.some((word) => pointing.has(word))
  if (formed && said.length <= longest.formed) return true
  return said.length <= longest.short || (said.length <= longest.unclear && top.probability < clear)
}

function nearness(label: Label, last: LastAnswer): number {
  if (label.kind !== 'passage') return prior[label.kind]
  if (label.id === last.id) return prior.same
  if (last.related.includes(label.id)) return prior.related
  return label.topic === last.topic ? prior.sibling : 1
}
