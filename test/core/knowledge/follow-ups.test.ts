import { expect, it } from 'vitest'
import { readFollowUps } from '../../../src/core/knowledge/follow-ups.ts'
import type { Issue } from '../../../src/core/knowledge/issue.ts'

const ids = { passages: new Set(['causes/virus', 'causes/lupus']), topics: new Set(['causes']) }
const read = (heading: string) => {
  const issues: Issue[] = []
  return { said: readFollowUps('suites.txt', new Map([[heading, ['et moi ?']]]), ids, issues), issues }
}

it.each([
  ['causes/virus > causes/lupus', ['causes/lupus']],
  ['causes/virus > causes/lupus, causes', ['causes/lupus', 'causes']],
  ['causes/virus > outside', ['outside']],
  ['causes/virus > smalltalk', ['smalltalk']],
])('« %s » says what answers a follow-up', (heading, fits) => {
  expect(read(heading)).toEqual({ said: [{ after: 'causes/virus', fits, text: 'et moi ?' }], issues: [] })
})

it.each([
  ['causes/virus', 'causes/virus'],
  ['causes > causes/virus', 'causes'],
  ['causes/gone > causes/virus', 'causes/gone'],
  ['causes/virus > causes/gone', 'causes/gone'],
  ['causes/virus > causes, nothing', 'nothing'],
  ['causes/virus > ', 'causes/virus > '],
])('« %s » is a fault that names "%s"', (heading, named) => {
  const { said, issues } = read(heading)
  expect(said).toEqual([])
  expect(issues).toMatchObject([{ file: 'suites.txt', path: heading, message: `"${named}"` }])
})
