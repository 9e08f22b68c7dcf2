import { expect, it } from 'vitest'
import { rankStory } from '../../../src/core/dialogue/story.ts'
import { type Ranked, toLabel } from '../../../src/core/matching/ranker.ts'

const ranking = (chances: Record<string, number>): Ranked[] =>
  Object.entries(chances).map(([id, probability]) => ({ label: toLabel('passage', id), probability }))

/** The best class of a story, by what the whole and what its question alone are taken for. */
function best(
  text: string,
  whole: Record<string, number>,
  question: Record<string, number>,
): Ranked | undefined {
  return rankStory(text, ranking(whole), () => ranking(question))[0]
}

it('one sentence is what it is as a whole, and nothing is read twice', () => {
  const whole = ranking({ 'a/one': 0.4, 'b/two': 0.3 })
  const read: string[] = []
  const ranked = rankStory('Puis-je nager ?', whole, (text) => {
    read.push(text)
    return []
  })
  expect(ranked).toBe(whole)
  expect(read).toEqual([])
})

it('the question of a story decides between what the whole may be', () => {
  const text = "J'enseigne en CE1, un enfant a peu de globules. Les autres peuvent-ils l'attraper ?"
  expect(best(text, { 'children/one': 0.5, 'contagion/one': 0.4 }, { 'contagion/one': 0.9 })?.label.id).toBe(
    'contagion/one',
  )
})

it('a whole that is clear outweighs a question that says little', () => {
  const text = "Le lupus de ma fille l'épuise. Que fait-on pour ça ?"
  expect(best(text, { 'lupus/one': 0.9, 'sport/one': 0.05 }, { 'sport/one': 0.6 })?.label.id).toBe(
    'lupus/one',
  )
})

it('what one of the two readings does not name keeps a chance', () => {
  const ranked = rankStory('Un long récit. Et alors ?', ranking({ 'a/one': 1 }), () =>
    ranking({ 'b/two': 1 }),
  )
  expect(ranked.map(({ label }) => label.id)).toEqual(['a/one', 'b/two'])
  expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
})
