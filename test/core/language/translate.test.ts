import { describe, expect, it } from 'vitest'
import { readTongue } from '../../../src/core/language/tongue.ts'
import { createTranslate, gatherTongues } from '../../../src/core/language/translate.ts'

const sources = {
  en: '## mots\ni a the is my you\n## lexique\nsport = sport\nsang = blood*\npuis-je = can i\n',
  es: '## mots\nmi la es tu y- con-\n## lexique\nsang = sangre = s4ngre\nsport = deport*\n',
}
const emergencies = 'saigne = blood*\n'
const tongues = gatherTongues(
  Object.entries(sources).map(([code, source]) => readTongue(code, source, code === 'en' ? emergencies : '')),
)
const french = new Set('je la le mon sport sang est a on mi'.split(' '))
const translate = createTranslate({ tongues, isFrench: (word) => french.has(word), keeps: () => false })

describe('the language of a text', () => {
  it.each([
    ['can i do sport', 'en', 'puis-je xqb sport'],
    ['can i do sport 3', 'en', 'puis-je xqb sport 3'],
    ['mi sangre', 'es', 'sang'],
    ['es deporte', 'es', 'sport'],
    ['la s4ngre', 'es', 'sang'],
    ['you', 'en', ''],
    ['la ysangre consangre', 'es', 'sang sang'],
    ['mi ydeportes', 'es', 'sport'],
  ])('of “%s” is %s', (text, code, said) => {
    expect(translate(text)).toMatchObject({ code, french: said })
  })

  it('is read with its words of emergencies for the screen, and without them for the ranker', () => {
    expect(translate('my bloods')).toEqual({ code: 'en', french: 'sang', signs: 'saigne' })
  })

  it.each([
    ['je la sport', 'French'],
    ['mon sport', 'French, whatever else it may be too'],
    ['la sang sang sang sang sang sangre', 'French enough'],
    ['nie wiem co to', 'one that we do not know'],
    ['blood xx yy', 'one of which too little is known'],
    ['sport a', 'as much French as English'],
    ['la yblood', 'a word glued to one of another language'],
    ['mi ybloods xx', 'nor to a word that none knows'],
    ['', 'none'],
    ['12 ?', 'none'],
  ])('of “%s” is not told: %s', (text) => {
    expect(translate(text)).toBeNull()
  })
})
