import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { addDays, type Days, firstKept, type JournalSink } from './journal.ts'

const Stored = z.record(z.string(), z.record(z.string(), z.number()))

/**
 * Counts in one JSON file of one process, replaced whole; days past the retention fall out. A file that can not be understood
 * is put aside under the name that `onDamaged` is told, and another one begun; without `onDamaged` it stays and reading rejects.
 */
export function createFileSink(
  file: string,
  now: () => number,
  onDamaged?: (putAside: string) => void,
): JournalSink {
  const read = async (): Promise<Days> => {
    try {
      return Stored.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
      const isDamaged = error instanceof SyntaxError || error instanceof z.ZodError
      if (!isDamaged || !onDamaged) throw error
      await rename(file, `${file}.damaged`)
      onDamaged(`${file}.damaged`)
      return {}
    }
  }
  const kept = (days: Days): Days =>
    Object.fromEntries(Object.entries(days).filter(([day]) => day >= firstKept(now())))
  return {
    read: async () => kept(await read()),
    async add(days) {
      const all = kept(addDays(await read(), days))
      await mkdir(dirname(file), { recursive: true })
      // Beside it first, so that a crash in the middle leaves the old file whole.
      await writeFile(`${file}.new`, JSON.stringify(all))
      await rename(`${file}.new`, file)
    },
  }
}
