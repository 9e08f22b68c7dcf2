import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceFiles } from '../../core/knowledge/knowledge.ts'
import { openShared, shareBytes } from './shared-sources.ts'

/** The project's root: content/ and intents/ stand beside src/. */
export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url))

/** Reads every file of content/ and intents/, by its path from the root with forward slashes, into shared memory. Throws as `node:fs` does. */
export function readSources(root: string = projectRoot): SourceFiles {
  const files = new Map<string, Buffer>()
  for (const folder of ['content', 'intents']) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const name = path.slice(root.length).replaceAll('\\', '/').replace(/^\//, '')
      files.set(name, readFileSync(path))
    }
  }
  // Sorted, so that the ranker learns the same from the same files on any disk.
  return openShared(shareBytes(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))))
}
