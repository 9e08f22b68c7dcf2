import { describe, expect, it, vi } from 'vitest'
import { readTongue } from '../../../src/core/language/tongue.ts'
import { createTranslate } from '../../../src/core/language/translate.ts'

const english = readTongue(
  'en',
  '## mots\ni a the is my you\n## lexique\nsport = sport\nsang = blood\npuis-je = can i\n',
)
const spanish = readTongue('es', '## mots\nmi la es tu\n## lexique\nsang = sangre\nsport = deporte\n')
const french = new Set('je la le mon sport sang est a on mi'.split(' '))
const build = (tongues = () => [english, spanish]) =>
  createTranslate({ tongues, isFrench: (word) => french.has(word), keeps: () => false })

describe('the language of a text', () => {
  const translate = build()

  it.each([
    ['can i do sport', 'en', 'puis-je x1 sport'],
    ['can i do sport 3', 'en', 'puis-je x1 sport x3'],
    ['mi sangre', 'es', 'sang'],
    ['you', 'en', ''],
  ])('of “%s” is %s', (text, code, said) => {
    expect(translate(text)).toEqual({ code, french: said })
  })

  it.each([
    ['je la sport', 'French'],
    ['mon sport', 'French, whatever else it may be too'],
    ['la sang sang sang sangre', 'French enough'],
    ['nie wiem co to', 'one that we do not know'],
    ['blood xx yy', 'one of which too little is known'],
    ['sport a', 'as much French as English'],
    ['', 'none'],
    ['12 ?', 'none'],
  ])('of “%s” is not told: %s', (text) => {
    expect(translate(text)).toBeNull()
  })

  it('is asked of no lexicon while people write French', () => {
    const tongues = vi.fn(() => [english])
    const lazy = build(tongues)
    lazy('je la sport')
    expect(tongues).not.toHaveBeenCalled()
    lazy('my blood')
    expect(tongues).toHaveBeenCalledOnce()
  })
})
