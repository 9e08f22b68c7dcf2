import { beginningsIn, type Forms, numberIn, packForms } from './forms.ts'
import { isNumber, type ReadTongue, readIn, shortestBeginning, type Tongue, tongueWords } from './tongue.ts'

/** What a text of another language says in French words: to the ranker, and to the screen. */
export type InFrench = { code: string; french: string; signs: string }

/** The French words of a text in a language that intents/langues/ knows; null for French, and for what no language explains. */
export type Translate = (text: string) => InFrench | null

/** The languages, which of them know a word, and which glue one to the next: a bit for each. Plain data. */
export type Tongues = { known: Forms; glued: readonly Glued[]; tongues: readonly Tongue[] }
type Glued = { word: string; mask: number }

export type TranslateParts = {
  tongues: Tongues
  isFrench: (word: string) => boolean
  /** Whether a word that a language does not know means something in French too: names of drugs and diseases. */
  keeps: (word: string) => boolean
}

/** A text with so large a share of French words is French. */
const french = 0.85
/** A language explains a text if it knows so large a share of its words. */
const explained = 0.6
/** … and knows so many times more of its words than French does, which shares many with its neighbours. */
const margin = 1.2
const mostWords = 1_000

/** Notes which languages know each of their words, so that a text is looked up once for all of them. */
export function gatherTongues(read: readonly ReadTongue[]): Tongues {
  const glued = [...masksOf(read.map((each) => each.glued))].map(([word, mask]) => ({ word, mask }))
  return {
    known: packForms(masksOf(read.map(({ words }) => words))),
    glued: glued.sort((a, b) => b.word.length - a.word.length),
    tongues: read.map(({ tongue }) => tongue),
  }
}

function masksOf(lists: readonly Iterable<string>[]): Map<string, number> {
  const masks = new Map<string, number>()
  for (const [at, words] of lists.entries())
    for (const word of words) masks.set(word, (masks.get(word) ?? 0) | (1 << at))
  return masks
}

/** Builds the translator: word by word, which is enough for a ranker that reads key words. */
export function createTranslate({ tongues: read, isFrench, keeps }: TranslateParts): Translate {
  const { known, tongues } = read
  return (text) => {
    const said = tongueWords(text)
      .slice(0, mostWords)
      .flatMap((word) => unglue(word, read))
    const counted = said.filter((word) => !isNumber(word))
    const inFrench = counted.filter(isFrench).length
    if (counted.length === 0 || inFrench / counted.length >= french) return null
    const counts = countKnown(known, tongues.length, counted)
    const most = Math.max(...counts)
    if (most <= inFrench * margin || most / counted.length < explained) return null
    const { code, plain, subject, emergencies } = tongues[counts.indexOf(most)] as Tongue
    return {
      code,
      french: readIn([subject], plain, said, keeps).join(' '),
      signs: readIn([emergencies, subject], plain, said, keeps).join(' '),
    }
  }
}

/** « وحرارة »: a word that no language knows, but for what one of them glues to its beginning. */
function unglue(word: string, { known, glued }: Tongues): string[] {
  for (const { word: first, mask } of glued) {
    if (!word.startsWith(first) || maskOf(known, word) !== 0) continue
    const rest = word.slice(first.length)
    if (maskOf(known, rest) & mask) return [first, rest]
  }
  return [word]
}

/** How many of the words each language knows. */
function countKnown(known: Forms, languages: number, said: readonly string[]): number[] {
  const counts = Array<number>(languages).fill(0)
  for (const word of said) {
    const mask = maskOf(known, word)
    for (let at = 0; at < languages; at++) if (mask & (1 << at)) counts[at] = (counts[at] ?? 0) + 1
  }
  return counts
}

/** The languages that know a word itself or a beginning of it. */
function maskOf(known: Forms, word: string): number {
  let mask = Math.max(0, numberIn(known, word))
  for (const begun of beginningsIn(known, word, shortestBeginning)) mask |= begun
  return mask
}
