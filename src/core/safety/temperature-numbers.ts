/** A number of a text that may be a temperature: its place, its value in °C, whether tenths and a degree are written. */
export type TemperatureNumber = {
  from: number
  to: number
  value: number
  isPrecise: boolean
  hasDegree: boolean
}

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
  /(?<![\d,./])(\d{2,3})(?:\s?(?:,|\.|°|º|virgule|deg)(?!\s\d\d)\s?(\d{1,2})(?!\d)|\s(\d)(?![\d.,]|\s?\d)|\s(et demi)e?)?(?![\d]|[.,]\d)/g
const degree = /^\s?(?:[°º]\s?[cf]?\b|[°º]|degres?\b|c\b(?!\s*['a-z])|celsius|f\b|fahrenheit)/

/** Nearly no message has a number that could be a temperature: looking for one costs far less than reading them. */
const anyNumber = /\d\d|trente|quarante/
// « quarante-cinq »: no body is as hot, and tenths are not written with a hyphen behind a ten.
const isOneNumber = /^quarante-(?:trois|quatre|cinq|six|sept|huit|neuf)$/
// « 38 virgule quelque chose », « trente-huit virgule … »: tenths that nobody could read or hear.
const unread = /^\s?virgule(?!\p{L})/u

/** « 40-30 », « 39 sur 40 »; but « 39-40 » are two temperatures. */
function isScore(after: string): boolean {
  if (/^\s?sur\s\d/.test(after)) return true
  const other = Number(after.match(/^\s?-\s?(\d{1,3})(?![\d,.])/)?.[1] ?? Number.NaN)
  return other < 34 || other > 43
}
const isPrice = (decimals = '') => decimals === '99' || decimals === '95'

/** The numbers of an unmasked text, as digits or in words, Celsius or Fahrenheit; no score, share of a mark or price. */
export function* readNumbers(text: string): Generator<TemperatureNumber> {
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
      isPrecise: part > 0 || match[2] !== undefined || unread.test(text.slice(to)),
      hasDegree,
    }
  }
  for (const match of text.matchAll(spelledNumber)) {
    if (isOneNumber.test(match[0])) continue
    const whole = tens[(match[1] ?? '').replaceAll('-', ' ')] ?? 0
    const part = match[2] === 'demi' ? 0.5 : match[2] ? units.indexOf(match[2]) / 10 : 0
    const to = match.index + match[0].length
    yield {
      from: match.index,
      to,
      value: whole + part,
      isPrecise: part > 0 || unread.test(text.slice(to)),
      hasDegree: degree.test(text.slice(to)),
    }
  }
}
