import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../adapters/files/read-sources.ts'

/** French that the tools send to the assistant. It is data, so it stands beside the sets. */
type Samples = {
  /** What people put before and after a sentence. */
  frames: [string, string][]
  /** An everyday question, a message that must get the urgent reply, and short turns of a conversation. */
  question: string
  emergency: string
  turns: string[]
}
export const samples: Samples = JSON.parse(readFileSync(join(projectRoot, 'test/eval/samples.json'), 'utf8'))
