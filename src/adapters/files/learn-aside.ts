import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { projectRoot } from './read-sources.ts'

/**
 * Learns from content/ and intents/ in a thread of its own, so that turns go on meanwhile; what it learned is kept, and
 * the next load recalls it. Rejects when the thread fails otherwise than by faulty content.
 */
export async function learnAside(root: string = projectRoot): Promise<void> {
  await once(new Worker(new URL('./learn-worker.ts', import.meta.url), { workerData: root }), 'exit')
}
