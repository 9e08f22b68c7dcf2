import { readSections, readWords } from '../language/word-lists.ts'

const headings = {
  erasing: 'demande',
  beside: 'avec',
  negations: 'refus',
  single: 'partie',
  tellers: 'conteurs',
  between: 'entre',
  auxiliaries: 'auxiliaires',
  beforeA: 'devant a',
  openings: 'ouvertures',
  objects: 'objets',
  objectsBefore: 'objets devant',
} as const

/** The sections of intents/mots-effacer.txt, which says what each is for: folded words, with a star behind a beginning. */
export type ErasureWords = Record<keyof typeof headings, ReadonlySet<string>>

/** Reads intents/mots-effacer.txt. */
export function readErasureWords(source: string): ErasureWords {
  const sections = readSections(source)
  const listed = Object.entries(headings).map(([name, heading]) => [
    name,
    readWords((sections.get(heading) ?? []).join('\n')),
  ])
  return Object.fromEntries(listed) satisfies Partial<ErasureWords> as ErasureWords
}
