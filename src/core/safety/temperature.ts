import type { TemperatureWords } from './rules.ts'
import { readNumbers, type TemperatureNumber } from './temperature-numbers.ts'
import { createIsOfThing } from './thing-temperature.ts'

/** The words of a text that name a body temperature of fever (or below 36 °C), or null. */
export type Temperature = (unmasked: string) => string | null

const clauseBreak = /[.!?;,:()](?:\s|$)|\s[-–—/(]\s?|\s(?:et|mais|donc|avec)\s/
const sentenceBreak = /[.!?;](?:\s|$)/
const toWords = (text: string) => ` ${text.replace(/[^\p{L}\d]+/gu, ' ')} `

/** What stands around a number: the words next to it, its clause before it, and three widths of context. */
type Around = {
  previous: string
  next: string
  /** The word behind another number that follows: « entre 38 et 39 euros ». */
  beyond: string
  clause: string
  after: string
  sentence: string
  nearby: string
  isBare: boolean
}

/** Builds the grammar of temperatures from its word lists. */
export function createTemperature(words: TemperatureWords): Temperature {
  const set = (list: readonly string[]) => new Set(list)
  const unitsAfter = set(words.units)
  const openers = set(words.before)
  const followers = set(words.after)
  const moments = set(words.moments)
  const anyOf = (list: readonly string[]) => new RegExp(` (?:${list.join('|')})`)
  const laboratory = anyOf(words.laboratory)
  const elsewhere = anyOf(words.elsewhere)
  const body = anyOf(words.body)
  const isOfThing = createIsOfThing(words)
  // « j'étais à 38,4 dans le bus », « ma fille a 38,9 après le match »: tenths that somebody has are theirs, wherever they are.
  const has = new RegExp(
    `(?<!\\p{L})(?:${words.people.join('|') || '(?!)'})[^\\p{L}\\d]+(?:ai|as|a|avais|avait|suis|est|es|etais|etait)(?: (?:monte\\w*|grimpe\\w*|deja|encore|eu)){0,2}(?: a)?[^\\p{L}\\d]*$`,
    'u',
  )

  const isOfBody = (number: TemperatureNumber, around: Around): boolean => {
    const { isPrecise, hasDegree, value } = number
    const { previous, next, beyond, clause, after, sentence, nearby, isBare } = around
    if (!hasDegree && (unitsAfter.has(next) || unitsAfter.has(beyond))) return false
    if (body.test(nearby)) return true
    const isOwn = isPrecise && has.test(clause) && !ofWhat.test(after)
    if (elsewhere.test(sentence) && !isOwn) return false
    if (isOfThing(clause, after, number)) return false
    if (hasDegree) return true
    const beside = isPrecise ? '' : (after.slice(0, 14).split(clauseBreak)[0] ?? '')
    if (laboratory.test(toWords(`${clause} ; ${beside}`))) return false
    const isTold = openers.has(previous) || isBare
    if (isPrecise && (value >= 37.5 || isTold)) return true
    if (value < 38 || value >= 43 || counted.test(clause)) return false
    if (isTold && (ends.test(after) || followers.has(next))) return true
    return clause.trim() === '' && moments.has(next)
  }

  return (text) => {
    for (const number of readNumbers(text))
      if (isFever(number) && isOfBody(number, lookAround(text, number)))
        return text.slice(number.from, number.to)
    return null
  }
}

function lookAround(text: string, { from, to, isPrecise }: TemperatureNumber): Around {
  const before = text.slice(Math.max(0, from - 60), from)
  const after = text.slice(to, to + 60)
  const previous = before.slice(-24).match(/([\p{L}]+)[^\p{L}\d]*$/u)?.[1] ?? ''
  return {
    previous,
    next: after.match(/^[\s°ºc]*?([\p{L}%€$/]+)/u)?.[1] ?? '',
    beyond: (isPrecise && ageBehind.test(after) ? null : after.match(range))?.[1] ?? '',
    clause: before.split(clauseBreak).at(-1) ?? '',
    after,
    sentence: toWords(
      `${before.split(sentenceBreak).at(-1)} ; ${after.slice(0, 40).split(sentenceBreak)[0]}`,
    ),
    nearby: toWords(`${before} ; ${after}`),
    isBare: previous === '' && from < 3,
  }
}

const range = /^\s*(?:et|a|ou|-)\s*\d{2,3}(?:[.,]\d+)?\s*([\p{L}%€$]+)/u
/** « 38,5 à 88 ans »: tenths, then an age. */
const ageBehind = /^\s*a\s*\d{2,3}\s*(?:ans|mois)/u
/** Nothing that is counted follows: the message's end, or a mark. */
const ends = /^\s*(?:$|[^\p{L}\d\s%€$/])/u
/** « 38,5 de tour de taille », « 38,5 en chaussures » */
const ofWhat = /^\s*(?:de|d|en|comme)(?!\p{L})/u
/** « elle en a 39 »: so many of something. */
const counted = /(?<!\p{L})en (?:ai|as|a|avait|avais|aura) $/u

const isFever = ({ value, hasDegree }: TemperatureNumber) =>
  (value >= 37.5 && value < 44) || (value >= 30 && value < 36 && hasDegree) || (value >= 34 && value < 36)
