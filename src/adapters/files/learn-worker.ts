import { workerData } from 'node:worker_threads'
import { ContentError } from '../../core/knowledge/issue.ts'
import { loadAssistant } from './load-assistant.ts'
import { readSources } from './read-sources.ts'

try {
  loadAssistant(readSources(workerData as string))
} catch (error) {
  // Whoever loads next meets the same fault, and lists it.
  if (!(error instanceof ContentError)) throw error
}
