import { parentPort, workerData } from 'node:worker_threads'
import { ContentError } from '../../core/knowledge/issue.ts'
import { openShared } from '../files/shared-sources.ts'
import { loadContent } from '../operations/content.ts'
import type { Core, Question, ThreadData, Told } from './protocol.ts'

const tell = (told: Told) => parentPort?.postMessage(told)

/** Reads the content and answers what it is asked, one question after the other; with faulty content it tells the faults and ends. */
async function serve({ files, allowsUrgentOnly }: ThreadData): Promise<void> {
  let fault: unknown = null
  const onFault = (found: unknown) => {
    fault = found instanceof ContentError ? found.issues : found
  }
  const { content, core } = await loadContent(openShared(files), { allowsUrgentOnly, onFault })
  const ask = (name: keyof Core, given: unknown[]) =>
    (core[name] as (...given: unknown[]) => unknown)(...given)
  const answer = ({ id, name, given }: Question): Told => {
    try {
      return { id, result: ask(name, given) }
    } catch (error) {
      return { id, error }
    }
  }
  // Each answer leaves when it is there: what is asked after it may take long, or end the thread.
  parentPort?.on('message', (questions: Question[]) => {
    for (const question of questions) tell(answer(question))
  })
  tell({ content, fault })
}

try {
  await serve(workerData)
} catch (error) {
  if (!(error instanceof ContentError)) throw error
  tell({ faults: error.issues })
}
