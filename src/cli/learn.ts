// npm run learn: learns from content/ and intents/ and keeps the result in .cache/, so that the next start recalls it.
import { loadAssistant } from '../adapters/files/load-assistant.ts'

const { knowledge } = loadAssistant()
console.log(`learned ${knowledge.passages.size} passages: kept in .cache/ for the next start`)
