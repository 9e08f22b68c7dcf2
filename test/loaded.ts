import { loadAssistant } from '../src/adapters/files/load-assistant.ts'

/** The real assistant on the real content, built once for a test file. */
export const loaded = loadAssistant()
