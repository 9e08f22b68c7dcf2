import { describe, expect, it } from 'vitest'
import { readSources } from '../../src/adapters/files/read-sources.ts'
import { openShared, shareBytes, toShared } from '../../src/adapters/files/shared-sources.ts'

const plain = new Map([
  ['a.txt', 'globules blancs, fièvre'],
  ['b/empty.txt', ''],
  ['c.txt', '白细胞 🙂'],
])

describe('files in shared memory', () => {
  const shared = toShared(plain)
  const files = openShared(shared)

  it('are read as they were written', () => {
    expect(new Map(files)).toEqual(plain)
    expect([...files.keys()]).toEqual([...plain.keys()])
    expect([...files.values()]).toEqual([...plain.values()])
    expect([...files.entries()]).toEqual([...plain])
    expect([
      files.size,
      files.get('c.txt'),
      files.get('none'),
      files.has('b/empty.txt'),
      files.has('none'),
    ]).toEqual([3, '白细胞 🙂', undefined, true, false])
    const seen: string[] = []
    files.forEach((text, name, all) => {
      seen.push(`${name} ${text.length} ${all === files}`)
    })
    expect(seen).toEqual(['a.txt 23 true', 'b/empty.txt 0 true', 'c.txt 6 true'])
  })

  it('go to another thread without a copy', () => {
    expect(toShared(files)).toBe(shared)
    expect(structuredClone(shared).bytes.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(shareBytes(new Map()).places.size).toBe(0)
  })

  it('of the project are all that its two folders hold, in the order of their names', () => {
    const names = [...readSources().keys()]
    expect(names).toContain('content/urgence.md')
    expect(names).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)))
  })
})
