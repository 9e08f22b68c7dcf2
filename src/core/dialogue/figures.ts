import { anyOf, type FigureWords } from './figure-words.ts'

/** A number of a folded text that may be a count of cells. */
export type Figure = {
  from: number
  to: number
  /** Per microlitre: « 2,3 » and « 2 » are billions per litre. */
  value: number
  /** It has the size or the decimals of a count; « 2 » has neither. */
  isSized: boolean
  isSpelt: boolean
}

/** The figures of a folded text, as digits or in words. */
export type ReadFigures = (folded: string) => Figure[]

type Piece = { from: number; to: number; text: string; value: number | null; isSpelt: boolean }

// « 2 300 », « 2.300 », « 2,3 », « 450 », the « 5 » of « 3k5 »; no part of a date, of a time or of a name such as b12.
const digits =
  "(?:(?<![a-z\\d])(?<!\\d[.,/:-]|[a-z]-)|(?<=\\dk))(?:\\d{1,3}(?:[ .']\\d{3})+|\\d{1,6}(?:[.,]\\d{1,3})?)(?!\\d|[.,/:-]\\d|h\\d?)"
const thousands = /^\d{1,3}(?:[ .']\d{3})+$/
/** From here on a figure is a count per microlitre, below it is one in billions per litre. */
const leastPerMicrolitre = 100
const most = 500_000

/** Builds the reader of figures from the spelt numbers. */
export function createReadFigures({ numbers, points }: FigureWords): ReadFigures {
  const spelt = new Map(
    numbers.map((line): [string, number] => {
      const [word = '', value] = line.split('=').map((side) => side.trim())
      return [word.replaceAll('-', ' '), Number(value)]
    }),
  )
  const words = anyOf([...spelt.keys()].filter((word) => word !== 'k'))
  const piece = new RegExp(`${digits}|${words}|(?<=\\d ?)k(?!\\p{L})|${anyOf(points)}`, 'gu')
  const readPiece = ({ 0: text, index }: RegExpExecArray): Piece => {
    const isDigits = /^\d/.test(text)
    const number = thousands.test(text) ? text.replace(/[ .']/g, '') : text.replace(',', '.')
    const value = isDigits ? Number(number) : (spelt.get(text.replaceAll('-', ' ')) ?? null)
    return { from: index, to: index + text.length, text, value, isSpelt: !isDigits }
  }
  return (folded) =>
    chain([...folded.matchAll(piece)].map(readPiece), folded)
      .map(toFigure)
      .filter((figure) => figure !== null)
}

/** Neighbours that make one number: « deux mille trois cents », « 2 mille 300 », « trois virgule deux »; never two of digits. */
function chain(pieces: readonly Piece[], folded: string): Piece[][] {
  const chains: Piece[][] = []
  for (const piece of pieces) {
    const before = chains.at(-1)?.at(-1)
    const gap = before && folded.slice(before.to, piece.from)
    const isJoined = before && /^(?:[ -]?|[ -]et[ -])$/.test(gap ?? '.') && (before.isSpelt || piece.isSpelt)
    if (isJoined) chains.at(-1)?.push(piece)
    else chains.push([piece])
  }
  return chains
}

function toFigure(chained: readonly Piece[]): Figure | null {
  const pieces = [...chained]
  while (pieces[0]?.value === null) pieces.shift()
  while (pieces.at(-1)?.value === null) pieces.pop()
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (!first || !last) return null
  const at = pieces.findIndex(({ value }) => value === null)
  const whole = readValue(at < 0 ? pieces : pieces.slice(0, at))
  const decimals =
    at < 0 ? 0 : Number(`0.${readValue(pieces.slice(at + 1).filter(({ value }) => value !== null))}`)
  const said = whole + decimals
  if (said > most) return null
  const isSized = said >= leastPerMicrolitre || !Number.isInteger(said) || /[.,]/.test(first.text)
  const value = said < leastPerMicrolitre ? Math.round(said * 1_000) : said
  return { from: first.from, to: last.to, value, isSized, isSpelt: pieces.every(({ isSpelt }) => isSpelt) }
}

function readValue(pieces: readonly Piece[]): number {
  let total = 0
  let current = 0
  for (const [index, { value, isSpelt }] of pieces.entries()) {
    const said = value ?? 0
    const isHundredsOf = total > 0 && index === pieces.length - 1 && !isSpelt && said < 10
    if (isSpelt && said === 1_000) {
      total += (current || 1) * 1_000
      current = 0
    } else if (isSpelt && said === 100) current = (current || 1) * 100
    else current += isHundredsOf ? said * 100 : said
  }
  return total + current
}
