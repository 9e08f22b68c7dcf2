import type { Passage } from '../knowledge/schemas.ts'
import { fold } from '../language/fold.ts'
import { createFigurePatterns } from './figure-patterns.ts'
import type { FigureWords } from './figure-words.ts'
import { createReadFigures, type Figure } from './figures.ts'

export type OwnFigures = {
  /** Whether a text tells a person's own count of cells: its answer then says that it is not interpreted. `last`: the passage before it. */
  tells(text: string, last?: string | null): boolean
  /** The text without its figures: what else a person asks beside them. */
  without(text: string): string
  /** Whether a text says nothing beside its figures and what they count, of whom. */
  isAlone(text: string): boolean
  /** Whether a passage, by its id, names a count of cells. */
  namesCount(passage: string): boolean
}

export type OwnFigureParts = {
  words: FigureWords
  /** Whether a folded word names no subject of its own. */
  isPlain: (word: string) => boolean
  passages: ReadonlyMap<string, Pick<Passage, 'text'>>
}

/** In letters: between a count and the word of what is counted, and between it and whose it is. */
const reach = { count: 32, year: 13, owner: 60, general: 24 }
/** Who sends more of them tells no result, and each is looked at in the whole message. */
const mostFigures = 20
const year = /^(?:19|20)\d\d$/
const clauseBreak = /[.!?;\n](?=\s|$)/
/** Where what is said around a figure ends; « dossier : 4500 » goes on. */
const besideBreak = /[.,!?;\n()](?=\s|$)|\s(?:et|mais|donc|car)\s/
/** How a passage writes what it counts. */
const perMicrolitre = /\/µL|microlitre/

/** Builds the test from its word lists, and from the counts that the article itself names. */
export function createOwnFigures({ words, isPlain, passages }: OwnFigureParts): OwnFigures {
  const readFigures = createReadFigures(words)
  const has = createFigurePatterns(words)
  const counting = [...passages].filter(([, { text }]) => perMicrolitre.test(text))
  const countPassages = new Set(counting.map(([id]) => id))
  const articles = new Set(
    counting
      .flatMap(([, { text }]) => readFigures(fold(text)).filter(({ isSized }) => isSized))
      .map(({ value }) => value),
  )

  /** Above it there are too many cells. */
  const most = Math.max(...articles)

  const isFree = (after: string) => {
    const next = after.match(/^[^\p{L}\d]*/u)?.[0] ?? ''
    if (next.trim() !== '' && !/^\s*['’/-]/.test(next)) return true
    const word = after.slice(next.length).match(/^[\p{L}']+/u)?.[0] ?? ''
    const [begun = ''] = word.split("'")
    return word === '' || isPlain(begun) || has.following.test(word) || has.cells.test(word)
  }

  function isOwn(figure: Figure, folded: string, last: string | null): boolean {
    const [before, after] = [folded.slice(0, figure.from), folded.slice(figure.to)]
    const written = folded.slice(figure.from, figure.to)
    const isCount = has.unit.test(after)
    const near = folded.slice(Math.max(0, figure.from - reach.count), figure.to + reach.count)
    if (isShare(figure, before, after)) return false
    if (has.percent.test(after)) return isOwnShare(figure, before, after)
    if (!isCount && has.otherUnit.test(after) && !isGigaOfCells(after, near)) return false
    const clause = lastOf(before.split(clauseBreak).at(-1) ?? '', reach.owner)
    if (year.test(written) && has.moment.test(before)) return false
    const isOwned =
      has.owned.test(clause) ||
      has.owned.test(folded.slice(figure.from, figure.to + reach.count)) ||
      (has.ownerRight.test(clause) && has.cells.test(near))
    if (isOfArticle(figure, folded, clause))
      return (
        (figure.isSized || isCount) &&
        (isOwned ||
          has.spokenGeneral.test(clause) ||
          has.besideGeneral.test(clause) ||
          (!articles.has(figure.value) && has.cells.test(near) && has.owner.test(folded)))
      )
    if (isCount)
      return !articles.has(figure.value) || isOwned || has.said.test(folded) || has.cells.test(near)
    const isFollowed = isFree(after)
    if (!figure.isSized)
      return (
        isFollowed && (has.linkedCells.test(clause) || has.ofCells.test(after) || isGigaOfCells(after, near))
      )
    if (figure.isSpelt && !isFollowed) return false
    if (isCounted(figure, folded, written))
      return isOwned || has.said.test(folded) || !has.general.test(lastOf(before, reach.general))
    if (!isFollowed) return false
    if (!year.test(written) && isOwned) return true
    if (words.phones.includes(written) || isTemperature(figure)) return false
    if (has.speaker.test(clause)) return !articles.has(figure.value) || !/c'?est[^\p{L}]*$/u.test(clause)
    return isBare(figure, folded, last)
  }

  /** « moins de 500 »; « 4000, c'est le seuil ? »; but « leucos : 4,0. Dans la norme ? » is a person's. */
  function isOfArticle({ value }: Figure, folded: string, clause: string): boolean {
    if (has.generalRight.test(clause)) return true
    if (!articles.has(value) || !has.general.test(folded)) return false
    return has.general.test(clause) || !has.linkedCells.test(clause)
  }

  /** « 15 pour 100 000 », « un sur cent » */
  const isShare = ({ value }: Figure, before: string, after: string) =>
    has.per.test(before) && /^10+$/.test(String(value)) && !has.ofCells.test(` de${after}`)

  /** « 39,2 % de neutrophiles »: a line of the person's own formula. */
  const isOwnShare = ({ isSized }: Figure, before: string, after: string) =>
    isSized &&
    (has.linkedCells.test(lastOf(before, reach.owner)) || has.ofCells.test(after.replace(has.percent, '')))

  /** « 2 g de blancs »: a gram of anything else. */
  const isGigaOfCells = (after: string, near: string) =>
    /^ ?g(?![\p{L}])/u.test(after) && has.cells.test(near)

  /** A distance or a year in the same message is no count of cells: their word stands close to one. */
  function isCounted({ from, to }: Figure, folded: string, written: string): boolean {
    const far = year.test(written) ? reach.year : reach.count
    return has.counted.test(folded.slice(Math.max(0, from - far), to + far))
  }

  /** « et à 3900 ? » after a passage that names a count, « 3,9 c'est bien ? » anywhere: no other subject, no figure of the article's. */
  function isBare(figure: Figure, folded: string, last: string | null): boolean {
    const { from, to } = figure
    const written = folded.slice(from, to)
    if (has.general.test(folded) || readFigures(folded).some((each) => articles.has(each.value))) return false
    if (year.test(written) && !/(?<!\p{L})a $/u.test(folded.slice(0, from))) return false
    if (last !== null && countPassages.has(last)) return isOnly(figure, folded)
    const beside = `${folded.slice(0, from)} ${folded.slice(to)}`.match(/\p{L}+/gu) ?? []
    return beside.length > 0 && beside.every((word) => isPlain(word) || has.following.test(word))
  }

  /** « le voyage coûte 1200, je peux prendre l'avion ? » has a subject beside the figure, « 1200, je peux… » none. */
  function isOnly({ from, to }: Figure, folded: string): boolean {
    const before = folded.slice(0, from).split(besideBreak).at(-1) ?? ''
    const [after = ''] = folded.slice(to).split(besideBreak)
    return namesNothing(before) && namesNothing(after.split(has.asking)[0] ?? '')
  }

  const namesNothing = (said: string) =>
    (said.replace(has.told, ' ').match(/\p{L}+/gu) ?? []).every((word) => isPlain(word))

  return {
    tells(text, last = null) {
      const folded = fold(text)
      return readFigures(folded)
        .slice(0, mostFigures)
        .some((figure) => isOwn(figure, folded, last))
    },
    without(text) {
      return withoutFigures(text, readFigures)
    },
    namesCount: (passage) => countPassages.has(passage),
    isAlone(text) {
      const folded = fold(text)
      const figures = readFigures(folded)
      if (figures.some(({ value }) => value > most)) return false
      return namesNothing(
        figures.reduceRight((rest, { from, to }) => `${rest.slice(0, from)} ${rest.slice(to)}`, folded),
      )
    },
  }
}

/** « 38,5 » without a word for what is counted. */
const isTemperature = ({ value }: Figure) => value >= 34_000 && value < 43_000

/** The end of a text from its first whole word on: the end of « rentre » is no « entre ». */
const lastOf = (text: string, length: number) =>
  text.length <= length ? text : text.slice(-length).replace(/^\S+/, '')

function withoutFigures(text: string, readFigures: ReturnType<typeof createReadFigures>): string {
  const lower = text.toLowerCase()
  let bare = text
  for (const { from, to, isSized } of readFigures(lower).reverse())
    if (isSized) bare = `${bare.slice(0, from)} ${bare.slice(to)}`
  return bare.replace(/\s(?:à|a)\s+(?=[,.;?!]|$)/g, ' ')
}
