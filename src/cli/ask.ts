// npm run ask -- "ma question"   ·   npm run --silent ask -- --jsonl < questions.jsonl   ·   npm run ask -- --why "ma question"
import { createInterface } from 'node:readline'
import { loadAssistant } from '../adapters/files/load-assistant.ts'
import { answerLine } from '../adapters/text/json-lines.ts'
import { toText } from '../adapters/text/to-text.ts'
import { emptyState } from '../core/dialogue/turn.ts'
import { why } from './ask-why.ts'
import { readBank } from './read-bank.ts'

const question = process.argv
  .slice(2)
  .filter((word) => !word.startsWith('--'))
  .join(' ')
// Whoever reads us has enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
const { assistant, knowledge, understand, screen, parts } = loadAssistant()

if (process.argv.includes('--jsonl')) {
  let number = 0
  for await (const line of createInterface({ input: process.stdin })) {
    number++
    if (line.trim() === '') continue
    for (const answer of answerLine(line, number, assistant, () => performance.now())) {
      if ('error' in answer) process.exitCode = 1
      process.stdout.write(`${JSON.stringify(answer)}\n`)
    }
  }
} else if (question === '') {
  console.error('Usage: npm run ask -- "ma question"')
  process.exitCode = 1
} else {
  if (process.argv.includes('--why')) {
    console.log('sign of emergency:', screen(question) ?? 'none')
    for (const line of why(question, understand, parts, readBank().bank)) console.log(line)
  }
  console.log(toText(assistant.reply({ text: question }, emptyState).reply, knowledge.phrases))
}
