import { type Reading, readIn, type Tongue, tongueWords } from './tongue.ts'

/** What a text of another language says of the subject, in French words. */
export type InFrench = { code: string; french: string }

/** The French words of a text in a language that intents/langues/ knows; null for French, and for what no language explains. */
export type Translate = (text: string) => InFrench | null

export type TranslateParts = {
  /** Asked for at the first text that is not French. */
  tongues: () => readonly Tongue[]
  isFrench: (word: string) => boolean
  /** Whether a word that a language does not know means something in French too: names of drugs and diseases. */
  keeps: (word: string) => boolean
}

/** A text with so large a share of French words is French. */
const french = 0.85
/** A language explains a text if it knows so large a share of its words. */
const explained = 0.6
const mostWords = 200

/** Builds the translator: word by word, which is enough for a ranker that reads key words. */
export function createTranslate({ tongues, isFrench, keeps }: TranslateParts): Translate {
  return (text) => {
    const said = tongueWords(text).slice(0, mostWords)
    const counted = said.filter((word) => !/\d/.test(word)).length
    const inFrench = said.filter((word) => !/\d/.test(word) && isFrench(word)).length
    if (counted === 0 || inFrench / counted >= french) return null
    let best: (Reading & { code: string }) | null = null
    for (const tongue of tongues()) {
      const reading = readIn(tongue, said, keeps)
      if (!best || reading.known > best.known) best = { ...reading, code: tongue.code }
    }
    if (!best || best.known <= inFrench || best.known / counted < explained) return null
    return { code: best.code, french: best.french.join(' ') }
  }
}
