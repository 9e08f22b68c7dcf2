import { strToU8, zipSync } from 'fflate'
import type { TeamsContent } from './content.ts'
import { drawColourIcon, drawOutlineIcon } from './icons.ts'
import { type AppAddresses, toLocalisation, toManifest } from './manifest.ts'

/** What a person gives: any of it may be missing or wrong. */
export type AppInput = Partial<Record<'app-id' | 'domain' | 'website' | 'privacy' | 'terms', string>>

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const host = new RegExp(`^(?:${label}\\.)+[a-z]{2,63}$`, 'i')
// One date for every file, so that the same input gives the same bytes.
const mtime = new Date(2020, 0, 1)

/** Checks what was given and fills in the rest. Returns every fault, each with its remedy. */
export function readAppInput(input: AppInput): { addresses: AppAddresses } | { faults: string[] } {
  const faults: string[] = []
  const appId = input['app-id'] ?? ''
  const domain = input.domain ?? ''
  if (!guid.test(appId))
    faults.push(
      `${given('--app-id', appId)} Give the Microsoft App ID of the Azure Bot, such as 00000000-0000-0000-0000-000000000000.`,
    )
  if (!host.test(domain))
    faults.push(
      `${given('--domain', domain)} Give the public host of this server without https://, such as assistant.exemple.fr.`,
    )
  const address = (name: 'website' | 'privacy' | 'terms', path: string) => {
    const value = input[name] ?? `https://${domain}${path}`
    const isKnown = input[name] !== undefined
    if (isKnown && !(URL.canParse(value) && new URL(value).protocol === 'https:'))
      faults.push(`${given(`--${name}`, value)} Give an https address.`)
    return value
  }
  const addresses = {
    appId: appId.toLowerCase(),
    domain: domain.toLowerCase(),
    website: address('website', '/'),
    privacy: address('privacy', '/confidentialite'),
    terms: address('terms', '/confidentialite'),
  }
  return faults.length > 0 ? { faults } : { addresses }
}

const given = (flag: string, value: string) =>
  value === '' ? `${flag} is missing.` : `${flag} ${value} is wrong.`

/** The files of the app package by name. */
export function toAppFiles(addresses: AppAddresses, content: TeamsContent) {
  return {
    manifest: toManifest(addresses, content),
    localisations: { 'en.json': toLocalisation(content.app.languages.en) },
    icons: { 'color.png': drawColourIcon(content.app.accentColor), 'outline.png': drawOutlineIcon() },
  }
}

/** The package to upload to Teams: the same bytes for the same input. */
export function zipApp({ manifest, localisations, icons }: ReturnType<typeof toAppFiles>): Uint8Array {
  const json = (value: object) => strToU8(`${JSON.stringify(value, null, 2)}\n`)
  const texts = Object.entries({ 'manifest.json': manifest, ...localisations })
  return zipSync(
    { ...Object.fromEntries(texts.map(([name, value]) => [name, json(value)])), ...icons },
    { level: 9, mtime },
  )
}
