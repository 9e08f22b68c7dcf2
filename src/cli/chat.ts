// npm run chat: a conversation in the terminal. An empty line or Ctrl-D ends it.
import { createInterface } from 'node:readline'
import { loadAssistant } from '../adapters/files/load-assistant.ts'
import { toText } from '../adapters/text/to-text.ts'
import { emptyState } from '../core/dialogue/turn.ts'

const { assistant, knowledge } = loadAssistant()
console.log(`${toText(assistant.welcome(), knowledge.phrases)}\n`)
let state = emptyState
const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
lines.prompt()
for await (const line of lines) {
  if (line.trim() === '') break
  const step = assistant.reply({ text: line }, state)
  state = step.state
  console.log(`\n${toText(step.reply, knowledge.phrases)}\n`)
  lines.prompt()
}
lines.close()
