import type { SourceFiles } from '../../core/knowledge/knowledge.ts'

/** Files as they lie on the disk, one after the other in memory that threads share; each with its place from byte to byte. */
export type SharedSources = {
  bytes: Uint8Array<SharedArrayBuffer>
  places: ReadonlyMap<string, readonly [from: number, to: number]>
}

const known = new WeakMap<SourceFiles, SharedSources>()

/** Puts files into shared memory, in their order. */
export function shareBytes(contents: ReadonlyMap<string, Uint8Array>): SharedSources {
  const size = [...contents.values()].reduce((sum, { length }) => sum + length, 0)
  const bytes = new Uint8Array(new SharedArrayBuffer(size))
  const places = new Map<string, readonly [number, number]>()
  let filled = 0
  for (const [name, content] of contents) {
    bytes.set(content, filled)
    places.set(name, [filled, filled + content.length])
    filled += content.length
  }
  return { bytes, places }
}

/** What another thread can be started with: nothing is copied if the files are shared already. */
export const toShared = (files: SourceFiles): SharedSources =>
  known.get(files) ?? shareBytes(new Map([...files].map(([name, text]) => [name, Buffer.from(text)])))

/** Shared files by name. A file is decoded when it is asked for: a server that starts asks for a tenth of them. */
export function openShared(shared: SharedSources): SourceFiles {
  const { places } = shared
  const all = Buffer.from(shared.bytes.buffer)
  const get = (name: string) => {
    const place = places.get(name)
    return place && all.toString('utf8', ...place)
  }
  function* entries(): MapIterator<[string, string]> {
    for (const name of places.keys()) yield [name, get(name) ?? '']
  }
  function* values(): MapIterator<string> {
    for (const [, text] of entries()) yield text
  }
  const files: SourceFiles = {
    size: places.size,
    get,
    has: (name) => places.has(name),
    keys: () => places.keys() as MapIterator<string>,
    entries,
    values,
    [Symbol.iterator]: entries,
    forEach(work, self) {
      for (const [name, text] of entries()) work.call(self, text, name, files)
    },
  }
  known.set(files, shared)
  return files
}
