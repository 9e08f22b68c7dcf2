import { expect, it } from 'vitest'
import { type LastAnswer, rankInContext } from '../../../src/core/dialogue/follow-up.ts'
import { createSignals } from '../../../src/core/dialogue/habits.ts'
import { learnHabits } from '../../../src/core/dialogue/habits-learning.ts'
import { words } from '../../../src/core/language/tokens.ts'
import { type Ranked, toLabel } from '../../../src/core/matching/ranker.ts'

const ids = ['a/one', 'a/two', 'b/three', 'c/four']
const passages = new Map(
  ids.map((id): [string, LastAnswer] => [id, { id, topic: id[0] ?? '', question: 'Q', related: [] }]),
)
// Says nothing: what comes first is decided by where a class stands, and by what was learned.
const understand = (): Ranked[] => [
  ...ids.map((id) => ({ label: toLabel('passage', id), probability: 0.2 })),
  { label: toLabel('outside', 'x'), probability: 0.1 },
  { label: toLabel('smalltalk', 'thanks'), probability: 0.1 },
]
const parts = {
  understand,
  isBareQuestion: () => false,
  subjectOf: (question: string) => question,
  stemsOf: words,
  lastAnswerOf: (id: string) => passages.get(id) ?? null,
}
const said = [
  ...['combien ça coûte', 'ça coûte cher', 'combien coûte ce produit', 'quel prix ça coûte'].map((text) => ({
    after: 'a/one',
    fits: ['outside'],
    text,
  })),
  ...['et la piscine alors', 'la piscine aussi', 'piscine permise'].map((text) => ({
    after: 'a/one',
    fits: ['c/four'],
    text,
  })),
  ...['merci beaucoup', 'ok merci', 'merci à vous'].map((text) => ({
    after: 'b/three',
    fits: ['smalltalk'],
    text,
  })),
  ...['pourquoi donc', 'mais pourquoi', 'pourquoi cela'].map((text) => ({
    after: 'b/three',
    fits: ['b'],
    text,
  })),
]
const habits = learnHabits(said, parts)
const first = (text: string, after: string, known: typeof habits | null = habits) =>
  rankInContext(text, passages.get(after) ?? null, { ...parts, habits: known })[0]?.label.id

it.each([
  ['un prix', 'combien ça peut coûte', 'a/one', 'x'],
  ['the same after another passage', 'combien ça coûte', 'a/two', 'x'],
  ['a passage elsewhere', 'et la piscine', 'a/one', 'c/four'],
  ['thanks', 'ok merci', 'b/three', 'thanks'],
  ['a topic, where it was learned as one', 'pourquoi', 'b/three', 'b/three'],
])('what was learned of follow-ups decides: %s', (_, text, after, id) => {
  expect(first(text, after)).toBe(id)
})

it('without it the nearest other passage comes first', () => {
  expect(first('combien ça coûte', 'a/one', null)).toBe('a/two')
})

it('the same follow-ups teach the same', () => {
  expect(learnHabits(said, parts)).toEqual(habits)
})

it('a follow-up of an unknown passage, or that nothing fits, teaches nothing', () => {
  const more = [
    { after: 'd/gone', fits: ['a'], text: 'combien' },
    { after: 'a/one', fits: ['d/gone'], text: 'combien' },
  ]
  expect(learnHabits([...said, ...more], parts)).toEqual(habits)
})

it('the signals of a class tell it, its topic and where it stands apart', () => {
  const last = passages.get('a/one') as LastAnswer
  const signalsOf = createSignals({ stems: ['et', 'ça'], isBare: true, last })
  const [same, near, elsewhere] = ['a/one', 'a/two', 'c/four'].map((id) => signalsOf(toLabel('passage', id)))
  expect(new Set(same).size).toBe(same?.length)
  const shared = (left = same, right = near) => left?.filter((name) => right?.includes(name)).length
  // The topic after the last one, and each of the four words and pairs with the topic.
  expect(shared(same, near)).toBe(5)
  expect(shared(near, elsewhere)).toBe(0)
})
