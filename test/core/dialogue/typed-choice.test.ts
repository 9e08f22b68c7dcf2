import { describe, expect, it } from 'vitest'
import { emptyState, type Option } from '../../../src/core/dialogue/turn.ts'
import { readTypedChoice } from '../../../src/core/dialogue/typed-choice.ts'
import { loaded } from '../../loaded.ts'

const { assistant, knowledge } = loaded
const { carriesSubject } = loaded.context
const after = (choice: string) => assistant.reply({ text: '', choice }, emptyState)
const typed = (text: string, offered: readonly Option[]) => readTypedChoice(text, offered, carriesSubject)

describe('an offered option', () => {
  const offered = ['Faut-il laver les fruits ?', 'Puis-je aller à la piscine ?', 'Les causes'].map(
    (label, at): Option => ({ label, value: `passage:${at}`, topic: null, passage: null }),
  )

  it.each([
    ['2', 1],
    ['le 2', 1],
    ['un', 0],
    ['la une', 0],
    ['numéro un', 0],
    ['la réponse deux', 1],
    ['la question deux svp', 1],
    ['oui la première', 0],
    ['la troisième proposition', 2],
    ['le dernier', 2],
    ['plutôt les fruits', 0],
    ['la piscine', 1],
    ['les causes', 2],
  ])('is typed as « %s »', (text, at) => expect(typed(text, offered)).toBe(offered[at]))

  it.each([
    'une question',
    '1 question',
    'je veux une réponse',
    'une réponse svp',
    'les deux',
    'pas la piscine',
    "je n'ai pas de piscine",
    'sauf les fruits',
  ])('is not typed as « %s »', (text) => expect(typed(text, offered)).toBeNull())
})

it.each([
  'une question',
  'une réponse svp',
  "j'ai une autre question",
  'que faire ?',
  'pourquoi ?',
  'comment ?',
  "je n'ai pas de médecin",
])('« %s » presses no button, whatever was answered before it', (text) => {
  const pressed = [...knowledge.passages.keys()].filter((id) =>
    typed(text, after(`passage:${id}`).reply.options),
  )
  expect(pressed).toEqual([])
})

describe('after the urgent reply', () => {
  const { state } = assistant.reply({ text: "j'ai 39 de fièvre, est-ce contagieux ?" }, emptyState)

  it.each([
    "Ce n'est pas mon cas, continuer",
    "c'est pas mon cas",
    "non, ce n'est pas mon cas",
    'pas mon cas',
    'continuer',
  ])('« %s » goes on to what was asked', (text) => {
    expect(assistant.reply({ text }, state).reply).toMatchObject({ kind: 'answer', topic: 'faq-contagion' })
  })

  it.each(['pas', 'mon cas', "ce n'est pas mon cas, c'est ma fille"])('« %s » is not its button', (text) => {
    expect(typed(text, assistant.reply({ text: "j'ai 39 de fièvre" }, emptyState).reply.options)).toBeNull()
  })
})
