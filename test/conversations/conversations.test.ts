import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/adapters/files/read-sources.ts'
import { emptyState } from '../../src/core/dialogue/turn.ts'
import { loaded } from '../loaded.ts'

type Expected = { text: string; kind: string; passage?: string; intent?: string }
const file = join(projectRoot, 'test/conversations/conversations.jsonl')
const conversations: { id: string; turns: Expected[] }[] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

describe('whole conversations', () => {
  it.each(conversations)('$id', ({ turns }) => {
    let state = emptyState
    const got = turns.map(({ text }) => {
      const step = loaded.assistant.reply({ text }, state)
      state = step.state
      return { ...step.reply, text }
    })
    expect(got).toMatchObject(turns)
  })

  it('keep no word of a person in their state', () => {
    for (const { turns } of conversations) {
      let state = emptyState
      for (const { text } of turns) {
        state = loaded.assistant.reply({ text }, state).state
        if (text.length > 12) expect(JSON.stringify(state)).not.toContain(text)
      }
    }
  })
})
