import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { manifestVersion } from './manifest.ts'
import type { toAppFiles } from './package.ts'

type Validate = { (value: unknown): boolean; errors?: { instancePath: string; message?: string }[] | null }
type Ajv = new (options: object) => { compile(schema: object): Validate }

/** Every fault of the package by Microsoft's own schemas, which a development package carries: no network. */
export async function checkAppFiles(
  { manifest, localisations }: ReturnType<typeof toAppFiles>,
  version = manifestVersion,
) {
  const fromHere = createRequire(import.meta.url)
  const entry = fromHere.resolve('@microsoft/app-manifest')
  const folder = join(dirname(entry), 'json-schemas/teams', `v${version}`)
  const fromThere = createRequire(entry)
  const { default: Draft04 } = fromThere('ajv-draft-04') as { default: Ajv }
  const { default: addFormats } = fromThere('ajv-formats') as {
    default: (ajv: object, names: string[]) => void
  }
  const check = (file: string, schema: string, value: unknown) => {
    // The localisation schema's patterns are no Unicode patterns.
    const ajv = new Draft04({ strict: false, allErrors: true, unicodeRegExp: false })
    addFormats(ajv, ['uri', 'email', 'regex'])
    const validate = ajv.compile(JSON.parse(readFileSync(join(folder, schema), 'utf8')))
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message }) => `${file}: ${instancePath} ${message ?? ''}`,
        )
  }
  return [
    ...check('manifest.json', 'MicrosoftTeams.schema.json', manifest),
    ...Object.entries(localisations).flatMap(([file, value]) =>
      check(file, 'MicrosoftTeams.Localization.schema.json', value),
    ),
  ]
}
