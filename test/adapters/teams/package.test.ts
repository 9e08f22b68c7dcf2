import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { projectRoot, readSources } from '../../../src/adapters/files/read-sources.ts'
import { readTeamsContent } from '../../../src/adapters/teams/content.ts'
import { type AppInput, readAppInput, toAppFiles, zipApp } from '../../../src/adapters/teams/package.ts'
import { checkAppFiles } from '../../../src/adapters/teams/schema-check.ts'
import { emptyState } from '../../../src/core/dialogue/turn.ts'
import { loaded } from '../../loaded.ts'

const content = readTeamsContent(readSources())
const input = { 'app-id': '12345678-1234-1234-1234-1234567890AB', domain: 'assistant.exemple.fr' }
const filesOf = (given: AppInput) => {
  const read = readAppInput(given)
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return toAppFiles(read.addresses, content)
}
const folder = mkdtempSync(join(tmpdir(), 'teams-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the app package', () => {
  it.each(['1.27', '1.28', '1.29', '1.30'])('fits the official schemas %s', async (version) => {
    const files = filesOf(input)
    const manifest = { ...files.manifest, manifestVersion: version }
    expect(await checkAppFiles({ ...files, manifest }, version)).toEqual([])
  })

  it('that fits them not is told so, fault by fault', async () => {
    const files = filesOf(input)
    const manifest = { ...files.manifest, id: 'x', name: { short: 'n'.repeat(31), full: '' } }
    const localisations = { 'en.json': { ...files.localisations['en.json'], 'name.short': 'n'.repeat(31) } }
    const faults = (await checkAppFiles({ ...files, manifest, localisations })).join('\n')
    for (const place of ['manifest.json: /id', 'manifest.json: /name/short', 'en.json: /name.short'])
      expect(faults).toContain(place)
  })

  it('holds the manifest, a localisation for every string, and both icons', () => {
    const files = unzipSync(zipApp(filesOf(input)))
    expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png'])
    const manifest = JSON.parse(strFromU8(files['manifest.json'] as Uint8Array))
    const english = Object.keys(JSON.parse(strFromU8(files['en.json'] as Uint8Array)))
    const lists: { commands: object[] }[] = manifest.bots[0].commandLists
    for (const [list, { commands }] of lists.entries()) {
      expect(commands.length).toBeLessThanOrEqual(10)
      for (const at of commands.keys())
        expect(english).toContain(`bots[0].commandLists[${list}].commands[${at}].title`)
    }
    expect(manifest.bots[0].botId).toBe(input['app-id'].toLowerCase())
    expect(manifest.validDomains).toEqual([input.domain])
  })

  it('is the same to the byte for the same input', () => {
    expect(Buffer.from(zipApp(filesOf(input))).equals(zipApp(filesOf(input)))).toBe(true)
  })

  it.each([
    ['color.png', 192, 'opaque'],
    ['outline.png', 32, 'white on nothing'],
  ] as const)('draws %s at %i, %s', (name, size, look) => {
    const png = filesOf(input).icons[name]
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
    const length = png.readUInt32BE(33)
    const rows = inflateSync(png.subarray(41, 41 + length))
    const pixels = Array.from({ length: size * size }, (_, i) => {
      const at = Math.floor(i / size) * (1 + size * 4) + 1 + (i % size) * 4
      return [...rows.subarray(at, at + 4)]
    })
    const alphas = new Set(pixels.map((pixel) => pixel[3]))
    if (look === 'opaque') expect([...alphas]).toEqual([255])
    else {
      expect(alphas.has(0) && alphas.has(255)).toBe(true)
      expect(pixels.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true)
    }
    expect(new Set(pixels.map(String)).size).toBeGreaterThan(2)
  })

  it('offers no command and no starter that the assistant fails to understand', () => {
    const { commands, prompts } = content.app.languages.fr
    for (const { title } of [...commands, ...prompts])
      expect(loaded.assistant.reply({ text: title }, emptyState).reply.kind, title).toMatch(
        /^(answer|smalltalk)$/,
      )
  })
})

describe('npm run teams:package', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(projectRoot, 'src/cli/teams-package.ts'), ...args], {
      encoding: 'utf8',
    })
  const out = join(folder, 'nested/app.zip')

  it.each([
    ['nothing', [], ['--app-id is missing', '--domain is missing']],
    ['a wrong id', ['--app-id', 'abc', '--domain', 'a.fr'], ['--app-id abc is wrong']],
    [
      'an address as domain',
      ['--app-id', input['app-id'], '--domain', 'https://a.fr'],
      ['--domain https://a.fr is wrong'],
    ],
    [
      'addresses without https',
      ['--app-id', 'x', '--domain', 'a.fr', '--privacy', 'http://a.fr', '--terms', 'no'],
      ['--app-id x is wrong', '--privacy http://a.fr is wrong', '--terms no is wrong'],
    ],
    ['an unknown option', ['--colour', 'red'], ['--colour']],
  ])('given %s names each fault and writes nothing', (_name, args, faults) => {
    const { status, stderr } = run(...args, '--out', out)
    expect(status).toBe(1)
    for (const fault of faults) expect(stderr).toContain(fault)
    expect(existsSync(out)).toBe(false)
  })

  it('writes the package, with the addresses given', () => {
    const terms = 'https://exemple.fr/conditions'
    const { status } = run(
      '--app-id',
      input['app-id'],
      '--domain',
      input.domain,
      '--terms',
      terms,
      '--out',
      out,
    )
    expect(status).toBe(0)
    const manifest = JSON.parse(strFromU8(unzipSync(readFileSync(out))['manifest.json'] as Uint8Array))
    expect(manifest.developer).toMatchObject({
      websiteUrl: 'https://assistant.exemple.fr/',
      privacyUrl: 'https://assistant.exemple.fr/confidentialite',
      termsOfUseUrl: terms,
    })
  })
})
