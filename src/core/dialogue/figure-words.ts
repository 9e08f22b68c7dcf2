import { fold } from '../language/fold.ts'
import { readSections } from '../language/word-lists.ts'

const headings = {
  numbers: 'nombres',
  points: 'virgules',
  cells: 'cellules',
  lacks: 'manques',
  tests: 'analyses',
  owners: 'personnes',
  speakers: 'dit de soi',
  links: 'liens',
  reports: 'relevés',
  general: 'généralités',
  units: 'unités',
  otherUnits: 'autres unités',
  ordinals: 'ordinaux',
  moments: 'moments',
  phones: 'téléphones',
  following: 'ensuite',
  around: 'autour',
  questions: 'questions',
} as const
export type FigureList = keyof typeof headings

/** The sections of intents/resultats.txt: folded forms, of which a star ends a beginning. */
export type FigureWords = Record<FigureList, readonly string[]>

/** Reads intents/resultats.txt: `## section`, then forms parted by commas or lines. */
export function readFigureWords(source: string): FigureWords {
  const sections = readSections(source)
  const formsOf = (heading: string) =>
    (sections.get(heading) ?? []).flatMap((line) => line.split(', ').map((form) => fold(form).trim()))
  const listed = Object.entries(headings).map(([name, heading]) => [name, formsOf(heading)])
  return Object.fromEntries(listed) satisfies Partial<FigureWords> as FigureWords
}

/** A pattern for any of some forms as whole words; where a script has no spaces, anywhere. No form: nothing matches. */
export const anyOf = (forms: readonly string[]): string =>
  `(?:(?<![\\p{L}\\d])${begunBy(forms)}|${unspaced(forms)})`

/** The same right after a place where any of them may begin, such as a figure: « 2g/l ». */
export function begunBy(forms: readonly string[]): string {
  const spaced = forms.filter((form) => !isUnspaced(form))
  const begun = spaced.filter((form) => form.endsWith('*')).map((form) => form.slice(0, -1))
  const words = spaced.filter((form) => /[^*]$/.test(form) && wordEnd.test(form))
  const signs = spaced.filter((form) => !form.endsWith('*') && !wordEnd.test(form))
  // The boundaries stand once around all forms: around each, the pattern takes a second to be compiled.
  return `(?:(?:${oneOf(begun)}\\p{L}*|${oneOf(words)})(?![\\p{L}\\d])|${oneOf(signs)})`
}

const wordEnd = /[\p{L}\d]$/u
const isUnspaced = (form: string) => /^\p{Script=Han}/u.test(form)
const unspaced = (forms: readonly string[]) => oneOf(forms.filter(isUnspaced))

function oneOf(forms: readonly string[]): string {
  const escaped = [...forms]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*^$|()[\]{}+?\\/]/g, '\\$&').replaceAll(' ', "\\s?[\\s'’-]\\s?"))
  return escaped.length > 0 ? `(?:${escaped.join('|')})` : '(?!)'
}
