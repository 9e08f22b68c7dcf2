import { describe, expect, it } from 'vitest'
import { readSources } from '../../../../src/adapters/files/read-sources.ts'
import { readSafetyRules } from '../../../../src/core/safety/rules.ts'
import { unmask } from '../../../../src/core/safety/signs.ts'
import { createTemperature } from '../../../../src/core/safety/temperature.ts'

const rules = readSafetyRules(readSources(), [])
if (!rules) throw new Error('no rules')
const temperature = createTemperature(rules.temperature)
const read = (text: string) => temperature(unmask(text))

describe('a body temperature', () => {
  it.each([
    ['38,5', '38,5'],
    ['38,5 à 88 ans', '38,5'],
    ['39,2 à 14 mois, je fais quoi', '39,2'],
    ['vacciné mardi, 38 ce soir', '38'],
    ["j'ai froid. 39 depuis midi", '39'],
    ['il est dans sa chambre, il a 38,5', '38,5'],
    ['38.5', '38.5'],
    ['38 5', '38 5'],
    ['38°5', '38°5'],
    ['37,5', '37,5'],
    ['43,9', '43,9'],
    ['39', '39'],
    ["j'ai 38", '38'],
    ['il a 42', '42'],
    ['à 40', '40'],
    ['trente-huit cinq', 'trente-huit cinq'],
    ['trente neuf', 'trente neuf'],
    ['trente-neuf et demi', 'trente-neuf et demi'],
    ['quarante et un', 'quarante et un'],
    ['102.4', '102.4'],
    ['101 f', '101'],
    ["j'ai 34,9", '34,9'],
    ['34,9', '34,9'],
    ['34,5 ce matin, c’est bas non ?', '34,5'],
    ['35°', '35'],
    ['30°', '30'],
    ['elle est à 38 de fièvre', '38'],
    ['ma fille est montée à 39 dans la voiture', '39'],
    ['mon fils est à 39 devant la télé', '39'],
    ["j'étais à 38.4 dans le bus", '38.4'],
    ['g 39 wesh', '39'],
    ['je suis à 39 sur le canapé', '39'],
    ['il avait 39,2 après le match', '39,2'],
    ['ma fille était déjà montée à 38,7 près du chien', '38,7'],
    ['la cuisson va bien mais il a une basse température, 35', '35'],
    ['maman est à 39 selon la voisine', '39'],
    ['39 ce matin', '39'],
  ])('is read in “%s”', (text, words) => {
    expect(read(text)).toBe(words)
  })

  it.each([
    '37,4',
    '36,9',
    '44',
    '45,2',
    '29°',
    '33,9',
    'mon dossard 34,9 stable',
    'mon dossard 35,9',
    '36',
    '37',
    '38 ans',
    '39 euros',
    '39%',
    '138,5',
    '38,55,2',
    '3,85',
    '1.38',
    'ma glycémie est à 38',
    'crp 38,2',
    'la chambre est à 38,5',
    'les lots 37, 38 et 40',
    'la ligne 12, 38 ans après',
    'il fait 39 degrés dehors',
    'le four à 40 degrés',
    '40 personnes',
    '38 jours',
    'les 40 élèves',
    'vers 38 rue de la Paix',
    'trente ans',
    'quarante personnes',
    '98.6',
    '100',
    '2038',
    '38000',
  ])('is not read in “%s”', (text) => {
    expect(read(text)).toBeNull()
  })

  it('is read beside a count of cells, in its own clause', () => {
    expect(read('mes neutrophiles sont à 300 et j’ai 38,0')).toBe('38,0')
    expect(read('hémoglobine à 38,2')).toBeNull()
  })

  it('is read in one sentence whatever another speaks of', () => {
    expect(read('La cuisson est finie. Il a 39,2')).toBe('39,2')
  })
})
