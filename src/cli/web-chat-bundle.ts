import { exec } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../adapters/files/read-sources.ts'

const run = promisify(exec)
const release = 'botframework-webchat@4.18.1'
const integrity =
  'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg=='
const bundle = 'package/dist/webchat.js'
const cache = join(projectRoot, 'node_modules/.cache/web-chat')
const patience = 120_000

/** Web Chat's script, or why it cannot be had. */
export type WebChat = { script: string } | { missing: string }

/**
 * The one script of Microsoft's Web Chat that a page loads, fetched once. As a dependency it would cost
 * hundreds of megabytes. Throws when what the registry sent is not the release that was reviewed.
 */
export async function fetchWebChat(): Promise<WebChat> {
  const kept = join(cache, `${release}.js`)
  if (!existsSync(kept)) {
    await mkdir(cache, { recursive: true })
    const folder = await mkdtemp(join(cache, 'fetch-'))
    try {
      const archive = await pack(folder)
      if (archive === null) return { missing: `the npm registry did not hand over ${release}` }
      await check(join(folder, archive))
      await run(`tar -xzf ${archive} ${bundle}`, { cwd: folder })
      // In one step, so that whoever stops us leaves no half of it.
      await rename(join(folder, bundle), kept)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return { script: await readFile(kept, 'utf8') }
}

/** Has npm, as it is set up here, put the package's archive into the folder. Returns its name; null without a registry. */
async function pack(folder: string): Promise<string | null> {
  try {
    const { stdout } = await run(
      `npm pack ${release} --loglevel=error --ignore-scripts --prefer-offline --fetch-retries=1 --fetch-timeout=30000`,
      { cwd: folder, timeout: patience },
    )
    return stdout.trim()
  } catch (error) {
    console.warn(`npm pack ${release}: ${error instanceof Error ? error.message : error}`)
    return null
  }
}

async function check(archive: string): Promise<void> {
  const found = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`
  if (found !== integrity) throw new Error(`${release} has the integrity ${found}, expected ${integrity}`)
}
