import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { SourceFiles } from '../../core/knowledge/knowledge.ts'
import type { Prepared } from './prepare.ts'
import { fromBytes, toBytes } from './raw-arrays.ts'
import { projectRoot } from './read-sources.ts'
import { toShared } from './shared-sources.ts'

const digestBytes = 32
// A multiple of eight, as the body's arrays want to lie.
const checkBytes = 8
const mostKept = 3
const store = join(projectRoot, '.cache')

/** What was prepared from the same files by the same code, or null. A file of other sources, cut short or changed is not read. */
export function recall(files: SourceFiles, folder = store): Prepared | null {
  const body = keptBody(files, folder)
  return body && (fromBytes(body) as Prepared)
}

/** Keeps what was prepared for the next start, and gives it back. A place that can't be written is told as a warning of the process. */
export function keep(files: SourceFiles, prepared: Prepared, folder = store): Prepared {
  const key = digestOf(files)
  try {
    mkdirSync(folder, { recursive: true })
    write(pathOf(key, folder), key, toBytes(prepared))
    forgetOldest(folder)
  } catch (error) {
    process.emitWarning(`what was learned is not kept for the next start: ${error}`)
  }
  return prepared
}

/** Whether something whole was kept for these files. */
export const isKept = (files: SourceFiles, folder = store) => keptBody(files, folder) !== null

const pathOf = (key: Buffer, folder: string) =>
  join(folder, `prepared-${key.toString('hex').slice(0, 16)}.bin`)

/** File: key, checksum of the body, body. */
function keptBody(files: SourceFiles, folder: string): Buffer | null {
  const key = digestOf(files)
  let file: Buffer
  try {
    file = readFileSync(pathOf(key, folder))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      process.emitWarning(`what was prepared before can't be read: ${error}`)
    return null
  }
  const body = file.subarray(digestBytes + checkBytes)
  if (!file.subarray(0, digestBytes).equals(key)) return null
  return checkOf(body).equals(file.subarray(digestBytes, digestBytes + checkBytes)) ? body : null
}

/** Written aside and renamed, so that a process that reads meanwhile finds the old file or the new one. */
function write(path: string, key: Buffer, body: Buffer): void {
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, Buffer.concat([key, checkOf(body), body]))
  renameSync(aside, path)
}

/** Content is edited often and each state is some forty megabytes: the last few are kept. */
function forgetOldest(folder: string): void {
  // Another process may remove one meanwhile.
  const writtenAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const paths = readdirSync(folder)
    .filter((name) => name.endsWith('.bin'))
    .map((name) => join(folder, name))
    .sort((a, b) => writtenAt(b) - writtenAt(a))
  for (const path of paths.slice(mostKept)) rmSync(path, { force: true })
}

let code: Buffer | null = null

/** Of all that decides what is prepared: the files, the code that prepares, the libraries' versions, the runtime. */
function digestOf(files: SourceFiles): Buffer {
  code ??= sha256(
    [
      process.version,
      readFileSync(join(projectRoot, 'package.json'), 'utf8'),
      ...['core', 'adapters/files', 'adapters/http', 'adapters/teams', 'widget'].flatMap(sourcesOf),
    ].join('\0'),
  )
  const hash = createHash('sha256').update(code)
  const { bytes, places } = toShared(files)
  for (const [name, place] of places)
    hash
      .update(`${name}\0`)
      .update(bytes.subarray(...place))
      .update('\0')
  return hash.digest()
}

function sourcesOf(folder: string): string[] {
  const root = join(projectRoot, 'src', folder)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => readFileSync(join(root, name), 'utf8'))
}

/** Tells a damaged file, not a forged one: who can write here can write the code. */
function checkOf(body: Buffer): Buffer {
  const check = Buffer.alloc(checkBytes)
  check.writeUInt32BE(crc32(body))
  return check
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
