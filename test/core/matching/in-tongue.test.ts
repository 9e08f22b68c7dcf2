import { expect, it } from 'vitest'
import { understandInTongues } from '../../../src/core/matching/in-tongue.ts'
import { type Ranked, toLabel } from '../../../src/core/matching/ranker.ts'

const ranked = (id: string, probability: number): Ranked => ({ label: toLabel('passage', id), probability })
const readings: Record<string, Ranked[]> = {
  foreign: [ranked('a/1', 0.5), ranked('b/1', 0.4)],
  french: [ranked('b/1', 0.6), ranked('c/1', 0.4)],
}
const understand = (text: string) => readings[text] ?? []
const top = (french: string | null) =>
  understandInTongues(understand, () => (french === null ? null : { code: 'en', french, signs: '' }))(
    'foreign',
  )

it('what both readings name wins over what the text alone makes likelier', () => {
  const both = top('french')
  expect(both.map(({ label }) => label.id)).toEqual(['b/1', 'c/1', 'a/1'])
  expect(both[0]?.probability).toBeGreaterThan(0.9)
  expect(both.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
})

it.each([[null], ['']])('a text that says %j in French is read as it stands', (french) => {
  expect(top(french)).toBe(readings.foreign)
})
