import { words } from '../language/tokens.ts'

/** Whether a text is a question without a subject of its own: « ah bon pourquoi ? », « dans combien de cas ? ». */
export type IsBareQuestion = (text: string) => boolean

export type BareWords = {
  /** Folded words that ask. */
  asking: ReadonlySet<string>
  /** Folded words that carry no subject: grammar words, and light ones such as « cas » or « temps ». */
  plain: readonly ReadonlySet<string>[]
}

const longest = 8

/** Builds the test from the word lists. Neither the length of a text nor its spelling makes it throw. */
export function createIsBareQuestion({ asking, plain }: BareWords): IsBareQuestion {
  const carriesNothing = (word: string) => asking.has(word) || plain.some((list) => list.has(word))
  return (text) => {
    const said = words(text)
    return said.length <= longest && said.some((word) => asking.has(word)) && said.every(carriesNothing)
  }
}
