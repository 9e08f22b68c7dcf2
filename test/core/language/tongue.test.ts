import { describe, expect, it } from 'vitest'
import { readIn, readTongue, tongueWords } from '../../../src/core/language/tongue.ts'

const source = `## mots
i the my can you don t
## lexique
# a remark
globules blancs bas = low white cells = white cells are low
globules blancs = white cells = white cell
vaccin = vaccin* = jab
sang = blood
prise de sang = blood test
`
const emergencies =
  'vomit du sang = throws up blood\nsaigne = blood everywhere = bleed*\nsang rouge = blood\n'
const { tongue: english } = readTongue('en', source, emergencies)
const keeps = (word: string) => word === 'lupus'
const read = (text: string) => readIn([english.subject], english.plain, tongueWords(text), keeps)

describe('a text in another language', () => {
  it.each([
    ['my white cells', ['globules blancs']],
    ['my low white cells', ['globules blancs bas']],
    ['blood', ['sang']],
    ['the blood tests', ['sang', 'xqb']],
    ['the BLOOD TEST', ['prise de sang']],
    ['vaccinated', ['vaccin']],
    ['vacci', ['xqa']],
    ['lupus and blood', ['lupus', 'xqb', 'sang']],
    ['white', ['xqa']],
    ['you', []],
    ['', []],
    ['my blood is at 35.2', ['sang', 'xqb', 'xqc', '35.2']],
  ])('“%s” says %j', (text, french) => {
    expect(read(text)).toEqual(french)
  })

  it('keeps digits that stand for letters in their word', () => {
    expect(tongueWords('3andi skhana, 39.5 bzzzaf s7i7 2h')).toEqual([
      '3andi',
      'skhana',
      '39.5',
      'bzaf',
      's7i7',
      '2h',
    ])
  })

  it('has no figure that it was not given', () => {
    const said = read(Array.from({ length: 60 }, (_, at) => `q${'z'.repeat(at)}`).join(' '))
    expect(said).toHaveLength(60)
    expect(said.join('')).toMatch(/^[a-z]+$/)
  })

  it('in Chinese is read character by character', () => {
    const { tongue: chinese } = readTongue(
      'zh',
      '## mots\n我 的\n## lexique\nglobules blancs = 白细胞\nbas = 低\n',
    )
    const said = tongueWords('我的白细胞低')
    expect(said).toHaveLength(6)
    expect(readIn([chinese.subject], chinese.plain, said, keeps)).toEqual(['globules blancs', 'bas'])
  })

  it('takes the whole word before a beginning, and the longer beginning before the shorter', () => {
    const { tongue } = readTongue('xx', '## mots\n## lexique\na = abcdef\nb = abc*\nc = abcde*\nd = x abc*\n')
    const said = (text: string) => readIn([tongue.subject], tongue.plain, tongueWords(text), keeps)
    expect(['abcdef', 'abcdex', 'abcx', 'abx', 'x abcx'].map(said)).toEqual([
      ['a'],
      ['c'],
      ['b'],
      ['xqa'],
      ['d'],
    ])
  })
})

describe('an emergency in another language', () => {
  const both = [english.emergencies, english.subject]
  it.each([
    ['he throws up blood', ['xqa', 'vomit du sang']],
    ['blood everywhere', ['saigne']],
    ['blood', ['sang rouge']],
    ['blood test', ['prise de sang']],
    ['my white cells bleed', ['globules blancs', 'saigne']],
  ])('“%s” is read by its words first, by the longest form: %j', (text, french) => {
    expect(readIn(both, english.plain, tongueWords(text), keeps)).toEqual(french)
  })
})

it('the words of a language are all that its files name', () => {
  const { words } = readTongue(
    'xx',
    '## mots\nthe my\n## lexique\nsang = blood test = blee*\n',
    'saigne = gush*\n',
  )
  expect([...words]).toEqual(['the', 'my', 'blood', 'test', 'blee*', 'gush*'])
})
