import type { TemperatureWords } from './rules.ts'
import { createIsOfThing } from './thing-temperature.ts'

/** The words of a text that name a body temperature of fever (or below 36 °C), or null. */
export type Temperature = (unmasked: string) => string | null

type Reading = { from: number; to: number; value: number; isPrecise: boolean; hasDegree: boolean }

const tens: Record<string, number> = {
  'trente quatre': 34,
  'trente cinq': 35,
  'trente sept': 37,
  'trente huit': 38,
  'trente neuf': 39,
  quarante: 40,
  'quarante et un': 41,
  'quarante et une': 41,
  'quarante deux': 42,
}
const units = ['zero', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf']
const spelledNumber = new RegExp(
  `\\b(trente[ -](?:quatre|cinq|sept|huit|neuf)|quarante[ -]et[ -]une?|quarante[ -]deux|quarante)(?![\\p{L}])(?:[ -](?:virgule |et |point |degres? )?(demi|${units.join('|')})(?![\\p{L}]))?`,
  'gu',
)
// « 38,5 », « 38.5 », « 38°5 », « 38 5 », « 38 et demi », « 39 », « 102.4 F »; not inside a longer number.
const digits =
  /(?<![\d,./])(\d{2,3})(?:\s?(?:,|\.|°|º|virgule|deg)\s?(\d{1,2})(?!\d)|\s(\d)(?![\d.,]|\s?\d)|\s(et demi)e?)?(?![\d]|[.,]\d)/g
const degree = /^\s?(?:[°º]\s?[cf]?\b|[°º]|degres?\b|c\b(?!\s*['a-z])|celsius|f\b|fahrenheit)/

const clauseBreak = /[.!?;,](?:\s|$)|\s(?:et|mais|donc|avec)\s/
const sentenceBreak = /[.!?;](?:\s|$)/
const toWords = (text: string) => ` ${text.replace(/[^\p{L}\d]+/gu, ' ')} `

/** Builds the grammar of temperatures from its word lists. Numbers as digits or in words, Celsius or Fahrenheit. */
export function createTemperature(words: TemperatureWords): Temperature {
  const set = (list: readonly string[]) => new Set(list)
  const unitsAfter = set(words.units)
  const openers = set(words.before)
  const after = set(words.after)
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
  return (text) => {
    for (const reading of readings(text)) {
      if (!isFever(reading)) continue
      const next = text.slice(reading.to).match(/^[\s°ºc]*?([\p{L}%€$/]+)/u)?.[1] ?? ''
      const before60 = text.slice(Math.max(0, reading.from - 60), reading.from)
      const after60 = text.slice(reading.to, reading.to + 60)
      const nearby = toWords(`${before60} ; ${after60}`)
      const sentence = toWords(
        `${before60.split(sentenceBreak).at(-1)} ; ${after60.slice(0, 40).split(sentenceBreak)[0]}`,
      )
      if (!reading.hasDegree && unitsAfter.has(next)) continue
      if (body.test(nearby)) return text.slice(reading.from, reading.to)
      const clause = before60.split(clauseBreak).at(-1) ?? ''
      const isOwn = reading.isPrecise && has.test(clause) && !ofWhat.test(after60)
      if (elsewhere.test(sentence) && !isOwn) continue
      if (isOfThing(clause, after60, reading)) continue
      if (reading.hasDegree) return text.slice(reading.from, reading.to)
      if (
        laboratory.test(
          toWords(`${clause} ; ${reading.isPrecise ? '' : after60.slice(0, 14).split(clauseBreak)[0]}`),
        )
      )
        continue
      if (reading.isPrecise && reading.value >= 37.5) return text.slice(reading.from, reading.to)
      const previous =
        text.slice(Math.max(0, reading.from - 24), reading.from).match(/([\p{L}]+)[^\p{L}\d]*$/u)?.[1] ?? ''
      const ends = /^\s*(?:$|[^\p{L}\d\s%€$/])/u.test(text.slice(reading.to))
      const isBare = previous === '' && reading.from < 3
      if (reading.isPrecise && (openers.has(previous) || isBare)) return text.slice(reading.from, reading.to)
      const isOpen = reading.value >= 38 && reading.value < 43
      if (!isOpen || counted.test(clause)) continue
      const isTold = openers.has(previous) || isBare
      if (isTold && (ends || after.has(next))) return text.slice(reading.from, reading.to)
      if (clause.trim() === '' && moments.has(next)) return text.slice(reading.from, reading.to)
    }
    return null
  }
}

/** « 38,5 de tour de taille », « 38,5 en chaussures » */
const ofWhat = /^\s*(?:de|d|en|comme)(?!\p{L})/u
/** « elle en a 39 »: so many of something. */
const counted = /(?<!\p{L})en (?:ai|as|a|avait|avais|aura) $/u

const isFever = ({ value, hasDegree }: Reading) =>
  (value >= 37.5 && value < 44) || (value >= 30 && value < 36 && hasDegree) || (value >= 34 && value < 36)

/** Nearly no message has a number that could be a temperature: looking for one costs far less than reading them. */
const anyNumber = /\d\d|trente|quarante/

/** « 40-30 », « 39 sur 40 »; but « 39-40 » are two temperatures. */
function isScore(after: string): boolean {
  if (/^\s?sur\s\d/.test(after)) return true
  const other = Number(after.match(/^\s?-\s?(\d{1,3})(?![\d,.])/)?.[1] ?? Number.NaN)
  return other < 34 || other > 43
}
const isPrice = (decimals = '') => decimals === '99' || decimals === '95'

function* readings(text: string): Generator<Reading> {
  if (!anyNumber.test(text)) return
  for (const match of text.matchAll(digits)) {
    const whole = Number(match[1])
    const part = match[4] ? 0.5 : Number(`0.${match[2] ?? match[3] ?? 0}`)
    const to = match.index + match[0].length
    if (isScore(text.slice(to)) || isPrice(match[2])) continue
    const unit = text.slice(to).match(degree)?.[0] ?? ''
    const hasDegree = unit !== '' || /[°º]/.test(match[0])
    const isFahrenheit = /f/.test(unit) || (whole >= 99 && whole <= 108 && match[2] !== undefined)
    const value = isFahrenheit ? ((whole + part - 32) * 5) / 9 : whole + part
    yield {
      from: match.index,
      to,
      value,
      isPrecise: part > 0 || match[2] !== undefined,
      hasDegree,
    }
  }
  for (const match of text.matchAll(spelledNumber)) {
    const whole = tens[(match[1] ?? '').replaceAll('-', ' ')] ?? 0
    const part = match[2] === 'demi' ? 0.5 : match[2] ? units.indexOf(match[2]) / 10 : 0
    const to = match.index + match[0].length
    yield {
      from: match.index,
      to,
      value: whole + part,
      isPrecise: part > 0,
      hasDegree: degree.test(text.slice(to)),
    }
  }
}
