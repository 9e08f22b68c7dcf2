import { expect, it } from 'vitest'
import { createFaqMatcher } from '../../../src/core/matching/faq.ts'

const docs = [
  {
    id: 'cookie',
    question: 'Un cookie, qu’est-ce que c’est ?',
    answer: 'Un petit fichier déposé par un site.',
  },
  {
    id: 'compte',
    question: 'Comment supprimer mon compte ?',
    answer: 'Ouvrez les paramètres du réseau social.',
  },
  {
    id: 'photo',
    question: 'Qui peut publier ma photo ?',
    answer: 'Il faut votre accord écrit.',
    variants: ['droit à l’image'],
  },
]
const match = createFaqMatcher({
  docs,
  shortenings: new Map([['cpt', ['compte']]]),
  grammar: new Set(['un', 'ce', 'que', 'c', 'est', 'qu', 'mon', 'ma', 'le', 'la', 'a', 'l']),
  isWord: (word) => ['supprimer', 'compte'].includes(word),
})
const first = (text: string) => match(text)[0]?.id

it('finds a document by its question, its answer, a variant, a misspelling and a shortening', () => {
  expect(first('c’est quoi les cookies')).toBe('cookie')
  expect(first('un fichier sur mon site')).toBe('cookie')
  expect(first('le droit à mon image')).toBe('photo')
  expect(first('suprimé mon compte')).toBe('compte')
  expect(first('supprimer cpt')).toBe('compte')
})

it('finds nothing for a text that shares nothing with the base', () => {
  expect(match('zzz kkk')).toEqual([])
})

it('gives the same ranking each time', () => {
  expect(match('publier une photo du compte')).toEqual(match('publier une photo du compte'))
})
