import { describe, expect, it } from 'vitest'
import { createReadErasure } from '../../../src/core/dialogue/erasure.ts'
import { readErasureWords } from '../../../src/core/dialogue/erasure-words.ts'
import { emptyState } from '../../../src/core/dialogue/turn.ts'
import { loaded } from '../../loaded.ts'

const { assistant, knowledge } = loaded
const state = { ...emptyState, passage: 'vie-quotidienne/apercu', offered: ['menu:0'] }
const say = (text: string) => assistant.reply({ text }, state)

describe('a conversation is erased', () => {
  it.each([
    'oublie-moi',
    'oublie moi stp',
    'bonjour, oubliez-moi',
    'efface tout',
    'Veuillez effacer notre conversation.',
    'supprimez mes messages svp',
    "supprimer l'historique",
    'je veux tout effacer',
    'remise à zéro',
    'reset',
    'forget everything',
    'mon copain fouille mon portable, vide la discussion',
  ])('on « %s »', (text) => {
    const { reply, state: left } = say(text)
    expect(reply).toMatchObject({ kind: 'smalltalk', intent: 'forget' })
    expect(left).toEqual(emptyState)
  })

  it.each([
    'précédent',
    'annuler',
    "n'oublie pas que je suis sous chimio",
    "n'oubliez pas ma question",
    'surtout ne supprime pas notre conversation',
    "j'oublie tout",
    'ma mère oublie tout',
    'où est la poubelle ?',
    'est-ce que vous effacez mes messages ?',
    'Comment vider l’historique ?',
    "confiture couverte de moisi, j'enlève le dessus ou poubelle direct",
    "oublie ce que j'ai dit, je peux voyager ?",
    'tu as oublié ma question',
    "j'ai oublié",
    "j'ai oublié ce que vous avez dit",
    'il a tout effacé',
    'mon message a été effacé',
    "on m'a oublié",
    'oublie ma dernière question',
    'supprime la dernière',
    'recommence ta réponse',
  ])('and not on « %s »', (text) => {
    const { reply, state: left } = say(text)
    expect(reply).not.toMatchObject({ intent: 'forget' })
    expect(left.passage).not.toBeNull()
  })
})

it('a clear question beside it is answered', () => {
  expect(say("oublie ce que j'ai dit, je peux voyager ?").reply).toMatchObject({
    kind: 'answer',
    topic: 'faq-voyage',
  })
})

describe('asked for beside a question, it is offered below the answer', () => {
  it.each([
    ['Effacez toutes mes données. Est-ce que la leucopénie est contagieuse ?', 'faq-contagion'],
    ["Oublie-moi s'il te plaît, quels sont les symptômes ?", 'symptomes'],
    ['quels sont les symptômes ? Efface notre conversation', 'symptomes'],
    ['je veux tout effacer, et est-ce que la leucopénie est contagieuse ?', 'faq-contagion'],
  ])('“%s”', (text, topic) => {
    const { reply, state: left } = say(text)
    expect(reply).toMatchObject({ kind: 'answer', topic, lead: knowledge.phrases.forgetBeside })
    expect(reply.options.at(-1)).toMatchObject({ value: 'forget:', label: knowledge.phrases.forgetLabel })
    expect(assistant.reply({ text: knowledge.phrases.forgetLabel }, left).state).toEqual(emptyState)
    expect(assistant.reply({ text: 'oui' }, left).state.passage).not.toBeNull()
  })

  it.each([
    "j'oublie tout, c'est contagieux ?",
    "oublie, c'est contagieux ?",
    'tartare de boeuf samedi au resto, je dois oublier alors :(',
    "n'oubliez pas mes questions, c'est contagieux ?",
    'est-ce que vous effacez mes messages ? Est-ce que la leucopénie est contagieuse ?',
  ])('and not where nobody asks for it: “%s”', (text) => {
    const { reply } = say(text)
    expect(reply).toMatchObject({ kind: 'answer', lead: null })
    expect(reply.options.map(({ value }) => value)).not.toContain('forget:')
  })
})

it.each(['oui', 'Oui, tout effacer', 'pressed'])(
  'who asks for it in doubt is asked, and « %s » erases',
  (answer) => {
    const asked = say("j'ai honte de ce que j'ai écrit, tu peux enlever ?")
    expect(asked.reply.text).toBe(knowledge.phrases.forgetHow)
    const turn = answer === 'pressed' ? { text: '', choice: asked.state.offered[0] ?? '' } : { text: answer }
    const { reply, state } = assistant.reply(turn, asked.state)
    expect(reply).toMatchObject({ intent: 'forget' })
    expect(state).toEqual(emptyState)
  },
)

it.each([
  { texts: ['non merci', 'oui'] },
  { texts: ['non', 'merci', '1'] },
  { texts: ['attends', 'ok'] },
  { texts: ['', 'oui'] },
])('the question is gone with the next turn: $texts erase nothing', ({ texts }) => {
  let step = say("est-ce que tu peux effacer ce que j'ai dit ?")
  expect(step.reply.text).toBe(knowledge.phrases.forgetHow)
  for (const text of texts) step = assistant.reply({ text }, step.state)
  expect(step.reply).not.toMatchObject({ intent: 'forget' })
  expect(step.state.passage).not.toBeNull()
})

it('« oui » to anything else erases nothing', () => {
  const { state } = say('oui')
  expect(state.passage).not.toBeNull()
})

describe('the word lists', () => {
  const words = readErasureWords(
    '## demande\noublie effac*\n## avec\nmerci\n## refus\nn pas\n## conteurs\nj elle\n## entre\nm\n',
  )
  const read = createReadErasure(words, new Set(['tout', 'je', 'veux', 'le', 'm']))

  it.each([
    ['oublie tout', true],
    ['je veux tout effacer, merci', true],
    ['oublie tout ?', false],
    ['oublie tout le reste', false],
    ["n'oublie pas", false],
    ["j'oublie tout", false],
    ["elle m'oublie", false],
    ['merci', false],
  ])('say of « %s » whether it is plain', (text, isPlain) => expect(read(text).isPlain).toBe(isPlain))

  it('part what is said beside it', () => {
    expect(read('oublie tout, je pars demain. Est-ce grave ?').rest).toBe('je pars demain. Est-ce grave ?')
  })
})
