// npm run learn: learns from content/ and intents/ and keeps the result in .cache/, so that the start recalls it. `npm start`
// runs it first; what is faulty is then left to the start, which names every fault, or answers emergencies only if so told.
import { loadAssistant } from '../adapters/files/load-assistant.ts'
import { readSources } from '../adapters/files/read-sources.ts'
import { isKept } from '../adapters/files/stored.ts'
import { ContentError } from '../core/knowledge/issue.ts'

try {
  const files = readSources()
  if (!isKept(files)) {
    console.error('Learning from intents/ and content/ (once)…')
    loadAssistant(files)
  }
} catch (error) {
  if (!(error instanceof ContentError)) throw error
  if (!process.argv.includes('--before-start')) {
    console.error(error.message)
    process.exitCode = 1
  }
}
