import { describe, expect, it } from 'vitest'
import { readSources } from '../../../../src/adapters/files/read-sources.ts'
import { readSafetyRules } from '../../../../src/core/safety/rules.ts'
import { unmask } from '../../../../src/core/safety/signs.ts'
import { createTemperature } from '../../../../src/core/safety/temperature.ts'
import { createIsOfThing } from '../../../../src/core/safety/thing-temperature.ts'

const rules = readSafetyRules(readSources(), [])
if (!rules) throw new Error('no rules')
const temperature = createTemperature(rules.temperature)
const read = (text: string) => temperature(unmask(text))

describe('the temperature of a thing, a place or the air', () => {
  it.each([
    'mes draps passent à 40',
    'je lave ses doudous à 40 degrés',
    'la voiture au soleil était à 42 degrés',
    'le bureau fait 35°',
    'il fait 38 degrés à Marseille',
    'il fait 38 à Lyon',
    '40° prévus',
    "une liqueur à 40 degrés d'alcool",
    'elle en a 39',
    "j'en ai 40",
    '40-30 au tennis',
    "j'ai 39 sur 40 au contrôle",
    '39,99 pour ce masque',
    '42,95 le flacon',
    'ne pas exposer au-dessus de 40 degrés',
    'conserver au-dessous de 40 °C',
    "l'eau des thermes est à 38,5",
    'la voiture était à 42 degrés',
    'ma femme lave tout à 40',
  ])('is none of a body in “%s”', (text) => {
    expect(read(text)).toBeNull()
  })

  it.each([
    'dans la voiture ma fille est montée à 39',
    "j'ai 39 à Lyon",
    "j'ai 38 degrés à Marseille",
    'je suis à 38 degrés à Nice',
    'elle est à 39 à Lyon',
    'lui a 39° à Lyon',
    "38,5 en Corse, loin d'un hôpital",
    '38,5 degrés à Lyon',
    '38 à Lyon',
    'les draps de mon fils sont trempés, il est à 39',
    'mes draps et moi à 39',
    'après mes draps il y a aussi mon fils à 39',
    '39-40 cette nuit',
    '39 - 40 de température',
    '38,9',
    '38,90',
    'mon mari 39 à Paris',
    'mon mari dans la voiture à 39 degrés',
    'mon fils au lit sous ses draps à 38',
    'les draps puis 38,5',
    'sa bouillotte à 38,5',
  ])('may be of a body in “%s”', (text) => {
    expect(read(text)).not.toBeNull()
  })

  it('is of no thing where the table names none', () => {
    const isOfThing = createIsOfThing({ ...rules.temperature, things: [], behind: [], people: [] })
    const number = { isPrecise: false, hasDegree: true }
    expect(isOfThing('mes draps passent a ', ' a lyon', number)).toBe(false)
    expect(isOfThing('', '', number)).toBe(false)
  })

  it('reaches over five words and no further', () => {
    const isOfThing = createIsOfThing({ ...rules.temperature, things: ['draps'] })
    const number = { isPrecise: false, hasDegree: false }
    expect(isOfThing('draps un deux trois quatre cinq a ', '', number)).toBe(true)
    expect(isOfThing('draps un deux trois quatre cinq six a ', '', number)).toBe(false)
    expect(isOfThing('les draps a ', '', number)).toBe(true)
    expect(isOfThing('draperies a ', '', number)).toBe(false)
  })

  it('is told to the tenth of some things only', () => {
    const isOfThing = createIsOfThing({ ...rules.temperature, things: ['draps', 'bain'], measured: ['bain'] })
    const number = { isPrecise: true, hasDegree: false }
    expect(isOfThing('mes draps a ', '', number)).toBe(false)
    expect(isOfThing('mon bain a ', '', number)).toBe(true)
  })
})

describe('who or what has a temperature', () => {
  const table = {
    ...rules.temperature,
    ...{ things: ['draps', 'bain'], measured: ['bain'], behind: ['a lyon'], people: ['fille', 'il'] },
  }
  const isOfThing = createIsOfThing(table)
  const bare = { isPrecise: false, hasDegree: false }
  const degrees = { isPrecise: false, hasDegree: true }
  const told = { isPrecise: true, hasDegree: true }

  it.each([
    ['il fait ', ' a lyon', bare, true],
    ['et il fait ', ' a lyon', bare, true],
    ['et il fait  ', ' a lyon', bare, true],
    ['il fait', ' a lyon', bare, true],
    ['et fait ', ' a lyon', bare, true],
    ['parfait ', ' a lyon', bare, false],
    ['il fait beau puis ', ' a lyon', bare, false],
    ['', ' a lyon', bare, false],
    ['', '° a lyon', degrees, true],
    ['', ' degres a lyon', degrees, true],
    ['', ' a lyonnaise', degrees, false],
    ['', ' a lyon', told, false],
    ['ma fille fait ', ' a lyon', bare, false],
    ['ma fille ', ' a lyon', degrees, false],
    ['ma fille est partie hier soir en voyage la bas, ', ' a lyon', degrees, true],
    ["j'ai ", ' a lyon', degrees, false],
    ["j'ai eu ", ' a lyon', degrees, false],
    ["j'ai froid ", ' a lyon', degrees, true],
    ['vrai ', ' a lyon', degrees, true],
    ['je suis monte a ', ' a lyon', degrees, false],
    ['je suis montee a ', ' a lyon', degrees, false],
    ['lui a ', ' a lyon', degrees, false],
    ['lui a dit ', ' a lyon', degrees, true],
    ['le fil a ', ' a lyon', degrees, true],
    ['elle a ', ' a lyon', degrees, false],
    ['mes draps a ', '', bare, true],
    ['mes draps passent de ', '', bare, true],
    ['mes draps ', '', bare, false],
    ['mes draps a la ', '', bare, false],
    ['mes draps, ma fille a ', '', bare, false],
    ['ma fille lave ses draps a ', '', bare, true],
    ['ma fille dans ses draps a ', '', bare, false],
    ['ma fille dans draps a ', '', bare, false],
    ['dans ses draps a ', '', bare, true],
    ['mon bain a ', '', told, true],
    ['mes draps a ', '', told, false],
  ])('%s38%s', (before, after, number, expected) => {
    expect(isOfThing(before, after, number)).toBe(expected)
  })

  it('an empty list names nothing and nobody', () => {
    expect(createIsOfThing({ ...table, things: [] })('- a ', '', bare)).toBe(false)
    expect(createIsOfThing({ ...table, people: [] })('draps a ', '', bare)).toBe(true)
    expect(createIsOfThing({ ...table, behind: [] })('', ' .', degrees)).toBe(false)
    expect(createIsOfThing({ ...table, measured: [] })('bain a ', '', told)).toBe(false)
  })
})

describe('a number of two numbers', () => {
  it.each(['40-33', '40 - 30', '38-44', '40-100', '40-3'])('is a score in “%s”', (text) => {
    expect(read(`match ${text}`)).toBeNull()
    expect(read(text)).toBeNull()
  })
  it.each(['38-34', '38-43', '39 - 40', '38-40', '38 et 100-2'])(
    'may be two temperatures in “%s”',
    (text) => {
      expect(read(text)).not.toBeNull()
    },
  )
  it('elle en a is so many of something, and what comes later is not', () => {
    expect(read('elle en a 39')).toBeNull()
    expect(read('elle en a assez, j ai 39')).not.toBeNull()
    expect(read('elle en a assez puis a 39')).not.toBeNull()
  })
})
