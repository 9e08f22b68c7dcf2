import { expect, it } from 'vitest'
import { endOf, questionOf } from '../../../src/core/dialogue/question-of.ts'
import { emptyState } from '../../../src/core/dialogue/turn.ts'
import { loaded } from '../../loaded.ts'

it('the question of a message is its last one, or its last sentence', () => {
  expect(questionOf('Je suis facteur. Que puis-je manger ? Merci à vous.')).toBe('Que puis-je manger ?')
  expect(questionOf('Je suis facteur. Je voudrais savoir quoi manger.')).toBe(
    'Je voudrais savoir quoi manger.',
  )
  expect(questionOf('Que manger ?')).toBeNull()
})

it('the end of a story of three sentences or more is its last two', () => {
  expect(endOf('Je suis facteur. Mon lupus me fatigue. Que risque-t-il ?')).toBe(
    'Mon lupus me fatigue. Que risque-t-il ?',
  )
  expect(endOf('Je suis facteur. … Que manger ?')).toBeNull()
})

it('what a bare question is about may stand right before it, behind a life that has nothing to do with it', () => {
  const text =
    "J'ai fêté mes noces d'or à la salle des fêtes, on a dansé la valse. Mon gendre a un carnet de timbres magnifique. Le labo a écrit neutropénie, le docteur dit leucopénie. Quelle est la nuance ?"
  const { reply } = loaded.assistant.reply({ text }, emptyState)
  expect(reply).toMatchObject({ kind: 'answer', passage: 'definition/neutropenie' })
})
