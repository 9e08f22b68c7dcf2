import { describe, expect, it } from 'vitest'
import { readIn, readTongue, tongueWords } from '../../../src/core/language/tongue.ts'

const english = readTongue(
  'en',
  `## mots
i the my can you don t
## lexique
# a remark
globules blancs bas = low white cells = white cells are low
globules blancs = white cells = white cell
vaccin = vaccin* = jab
sang = blood
prise de sang = blood test
`,
)
const read = (text: string) => readIn(english, tongueWords(text), (word) => word === 'lupus')

describe('a text in another language', () => {
  it.each([
    ['my white cells', ['globules blancs']],
    ['my low white cells', ['globules blancs bas']],
    ['blood', ['sang']],
    ['the blood tests', ['sang', 'x1']],
    ['the BLOOD TEST', ['prise de sang']],
    ['vaccinated', ['vaccin']],
    ['vacci', ['x0']],
    ['lupus and blood', ['lupus', 'x1', 'sang']],
    ['white', ['x0']],
    ['you', []],
  ])('“%s” says %j', (text, french) => {
    expect(read(text).french).toEqual(french)
  })

  it.each([
    ["i don't", 3],
    ['my low white cells', 4],
    ['white', 0],
    ['lupus', 0],
    ['', 0],
  ])('“%s” has %i known words', (text, known) => {
    expect(read(text).known).toBe(known)
  })

  it('in Chinese is read character by character', () => {
    const chinese = readTongue('zh', '## mots\n我 的\n## lexique\nglobules blancs = 白细胞\nbas = 低\n')
    expect(readIn(chinese, tongueWords('我的白细胞低'), () => false)).toEqual({
      known: 6,
      french: ['globules blancs', 'bas'],
    })
  })

  it('takes the whole word before a beginning, and the longer beginning before the shorter', () => {
    const tongue = readTongue('xx', '## mots\n## lexique\na = abcdef\nb = abc*\nc = abcde*\n')
    const one = (word: string) => readIn(tongue, [word], () => false).french
    expect([one('abcdef'), one('abcdex'), one('abcx'), one('abx')]).toEqual([['a'], ['c'], ['b'], ['x0']])
  })
})
