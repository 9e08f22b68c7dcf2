import { expect, it } from 'vitest'
import { checkLicences, readLock } from '../../src/cli/check-packages.ts'

const lock = (license?: string) => ({
  packages: { '': {}, 'node_modules/a/node_modules/b': { ...(license && { license }) } },
})

it.each([
  ['MIT', []],
  ['(AFL-2.1 OR GPL-3.0)', []],
  ['(MIT AND Zlib)', []],
  ['(MIT AND GPL-3.0)', ['b: (MIT AND GPL-3.0)']],
  ['GPL-3.0', ['b: GPL-3.0']],
  [undefined, ['b: none named']],
])('a package under %s has the faults %j', (licence, faults) => {
  expect(checkLicences(lock(licence)).faults).toEqual(faults)
})

it('every package of the lock file may be passed on', () => {
  expect(checkLicences(readLock()).faults).toEqual([])
})
