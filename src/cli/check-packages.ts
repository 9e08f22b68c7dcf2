import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../adapters/files/read-sources.ts'

/** Licences that let anyone run and pass on the assistant as it is. */
const fine = new Set(
  'MIT ISC Apache-2.0 0BSD BSD-2-Clause BSD-3-Clause MPL-2.0 BlueOak-1.0.0 Unlicense Zlib CC-BY-4.0 AFL-2.1'.split(
    ' ',
  ),
)
/** Packages whose lock entry names none: what their own files say. */
const told: Record<string, string> = { 'escape-regexp-component': 'MIT' }
const waitMs = 20_000

export type Lock = { packages: Record<string, { license?: string }> }
/** One check: what was found wrong, or why it could not be made. */
export type Finding = { name: string; faults: string[]; notRun?: string }

/** Packages of the lock file whose licence is not among those that are fine. « A OR B » needs one, « A AND B » both. */
export function checkLicences({ packages }: Lock): Finding {
  const isFine = (licence: string) =>
    licence
      .replace(/[()]/g, '')
      .split(/ OR /)
      .some((choice) => choice.split(/ AND /).every((one) => fine.has(one.trim())))
  const faults = Object.entries(packages).flatMap(([path, { license }]) => {
    const name = path.split('node_modules/').at(-1) ?? ''
    const licence = license ?? told[name] ?? 'none named'
    return path === '' || isFine(licence) ? [] : [`${name}: ${licence}`]
  })
  return { name: 'licences', faults }
}

/** Asks the registry about known weaknesses and signatures. What it doesn't answer was not run, and is told as such. */
export function auditPackages(): Finding[] {
  return [
    audit(
      'known weaknesses of what is shipped',
      ['audit', '--omit=dev', '--audit-level=high', '--json'],
      (text) => {
        const { metadata, vulnerabilities } = JSON.parse(text)
        if (!metadata) return null
        return Object.entries(vulnerabilities as Record<string, { severity: string }>)
          .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
          .map(([name, { severity }]) => `${name}: ${severity}`)
      },
    ),
    audit('signatures', ['audit', 'signatures', '--json'], (text) => {
      const { invalid, missing } = JSON.parse(text)
      return invalid ? [...invalid, ...missing].map(({ name }: { name: string }) => name) : null
    }),
  ]
}

function audit(name: string, args: string[], read: (text: string) => string[] | null): Finding {
  const { stdout } = spawnSync('npm', [...args, '--fetch-retries=0'], {
    cwd: projectRoot,
    encoding: 'utf8',
    timeout: waitMs,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const faults = read(stdout)
    if (faults) return { name, faults }
  } catch {
    // No JSON: the registry gave no answer. Said below.
  }
  return { name, faults: [], notRun: 'the registry did not answer' }
}

/** The lock file as it stands. */
export const readLock = (): Lock => JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'))
