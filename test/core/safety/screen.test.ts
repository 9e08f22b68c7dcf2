import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFrenchWords } from '../../../src/adapters/files/french-words.ts'
import { readSources } from '../../../src/adapters/files/read-sources.ts'
import { readSafetyRules } from '../../../src/core/safety/rules.ts'
import { createScreen } from '../../../src/core/safety/screen.ts'

const issues: never[] = []
const rules = readSafetyRules(readSources(), issues)
if (!rules) throw new Error(JSON.stringify(issues))
const words = loadFrenchWords()
const screen = createScreen({ rules, isWord: (word) => words.has(word), words })
const positives = rules.rules.flatMap(({ family, positive }) => positive.map((text) => ({ family, text })))

describe('the rule table', () => {
  it.each(positives)('finds $family in “$text”', ({ family, text }) => {
    expect(screen(text)?.family).toBe(family)
  })

  it.each(rules.rules.flatMap(({ nearMiss }) => nearMiss))('leaves “%s” alone', (text) => {
    expect(screen(text)).toBeNull()
  })

  it('has fired every rule but the ones that only add wordings', () => {
    const fired = new Set(positives.map(({ text }) => screen(text)?.rule))
    expect(rules.rules.filter(({ id }) => !fired.has(id)).map(({ id }) => id)).toEqual([])
  })
})

describe('temperatures', () => {
  it.each([
    "j'ai 39,2",
    'g 38.7',
    '38°5 ce soir',
    'il a 40',
    'trente-neuf deux',
    'elle est à 38 5',
    '102.4 F',
    "j'ai 39",
    '38 et demi',
    'à 40 depuis hier',
    'T° 38,9',
    '39',
    '35,1° au réveil',
    'monté à 39,5 cette nuit',
  ])('takes “%s” for a body temperature', (text) => {
    expect(screen(text)?.family).toBe('fever')
  })

  it.each([
    "j'ai 39 ans",
    '38 SA',
    'dans 15 jours',
    'je pèse 112 kg',
    '3 900 leucocytes',
    'neutrophiles à 39 %',
    'un rôti à 38,5 degrés à cœur',
    'lavage à 40 degrés',
    '39,90 €',
    'il fait 38 degrés dehors',
    'mes 40 ans',
    'chambre 39',
    'glycémie à 1,39',
    'le 38 est mon département',
    'hémoglobine à 38,2',
    'de 38 à 42 en pantalon',
    'un frigo à 4 degrés',
    "canicule, 39 degrés à l'ombre",
  ])('leaves “%s” alone', (text) => {
    expect(screen(text)).toBeNull()
  })
})

describe('whatever stands around a sign', () => {
  const harmless = fc.array(
    fc.constantFrom(
      'bonjour',
      'mes',
      'analyses',
      'merci',
      'le',
      'jardin',
      'lundi',
      'globules',
      'bus',
      'demain',
    ),
    { maxLength: 2000 },
  )
  const signs = positives.filter(({ text }) => !/\d/.test(text))

  it('each of them stays one between two other sentences', () => {
    expect(signs.filter(({ text }) => !screen(`Le bus. ${text}. Merci lundi`))).toEqual([])
  })

  it('it stays one after up to 2,000 harmless words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...signs), harmless, harmless, ({ text }, before, after) => {
        expect(screen(`${before.join(' ')}. ${text}. ${after.join(' ')}`)).not.toBeNull()
      }),
      { numRuns: 150 },
    )
  })

  it('it stays one in any case, without accents, with punctuation and emojis', () => {
    const changes = fc.constantFrom(
      (text: string) => text.toUpperCase(),
      (text: string) => text.normalize('NFD').replace(/\p{M}/gu, ''),
      (text: string) => `😷 ${text} !!! 🙏`,
      (text: string) => text.replaceAll(' ', '  '),
      (text: string) => text.replaceAll('e', 'e\u200b'),
      (text: string) => text.replace(/[aeiou](?=[^aeiou]*$)/i, (vowel) => vowel.repeat(5)),
    )
    const spoken = signs.filter(({ text }) => !/[.€\d]/.test(text))
    fc.assert(
      fc.property(fc.constantFrom(...spoken), changes, ({ text }, change) => {
        expect(screen(change(text)), change(text)).not.toBeNull()
      }),
      { numRuns: 400 },
    )
  })
})

it('takes time in proportion to the length of hostile input', () => {
  const time = (text: string) => {
    screen(text)
    const start = performance.now()
    screen(text)
    return performance.now() - start
  }
  for (const part of ['a ', 'mal mal ', 'f i e v ', '38 ', '1.', 'é\u0301', '(((', 'poitrine mal ', '½¼']) {
    const small = time(part.repeat(10_000 / part.length))
    const large = time(part.repeat(100_000 / part.length))
    expect(large, part).toBeLessThan(Math.max(small, 1) * 60)
  }
})
