import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ContentError } from '../../core/knowledge/issue.ts'
import type { SourceFiles } from '../../core/knowledge/knowledge.ts'
import { openShared, shareBytes } from './shared-sources.ts'

/** The project's root: content/ and intents/ stand beside src/. */
export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url))

/** Reads every file of content/ and intents/, by its path from the root with forward slashes, into shared memory. Throws a ContentError where a folder is missing, else as `node:fs` does. */
export function readSources(root: string = projectRoot): SourceFiles {
  const files = new Map<string, Buffer>()
  const folders = ['content', 'intents']
  const missing = folders.filter((folder) => !existsSync(join(root, folder)))
  if (missing.length > 0)
    throw new ContentError(
      missing.map((folder) => ({
        file: `${folder}/`,
        path: '',
        rule: 'missing',
        message: 'no such folder',
        remedy: 'put it beside src/',
      })),
    )
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name)
      // A file may be a link, as where a volume of settings is mounted.
      if (!entry.isFile() && !(entry.isSymbolicLink() && statSync(path).isFile())) continue
      const name = path.slice(root.length).replaceAll('\\', '/').replace(/^\//, '')
      files.set(name, withPlainLines(readFileSync(path)))
    }
  }
  // Sorted, so that the ranker learns the same from the same files on any disk.
  return openShared(shareBytes(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))))
}

/** As git keeps it: an editor or a clone on Windows adds a byte order mark and carriage returns. */
function withPlainLines(content: Buffer): Buffer {
  if (content[0] !== 0xef && !content.includes('\r\n')) return content
  return Buffer.from(
    content
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n'),
  )
}
