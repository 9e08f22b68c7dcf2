import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'restify'

/** A file served from memory, compressed once. */
export type Asset = {
  body: Uint8Array
  gzip: Uint8Array
  type: string
  tag: string
  /** Its address may name its version, `?v=…`: then a browser need never ask again. */
  isVersioned: boolean
}

/** Every path of the site. Emergencies alone may have fewer, until the content is repaired. */
export const sitePaths = [
  '/',
  '/faq',
  '/accessibilite',
  '/confidentialite',
  '/page.css',
  '/widget.js',
  '/widget-chat.js',
] as const
export type SitePath = (typeof sitePaths)[number]

/** The privacy page of a server that keeps words of what was not understood. No request can ask for a fragment. */
export const privacyWithWords = '/confidentialite#redacted'

/** What stands at a path of the site, as the journal is set. */
export function assetAt(
  assets: ReadonlyMap<string, Asset>,
  path: SitePath,
  journalText: 'none' | 'redacted',
) {
  const kept = path === '/confidentialite' && journalText === 'redacted' ? privacyWithWords : path
  return assets.get(kept)
}

/** Prepares a text for serving. */
export function toAsset(text: string, type: string, isVersioned = false): Asset {
  const body = Buffer.from(text)
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, gzip: gzipSync(body, { level: 9 }), type, tag, isVersioned }
}

/** Sends an asset: 304 when the client has it, gzip where accepted. */
export function sendAsset(request: Request, response: Response, asset: Asset): void {
  const { body, gzip, type, tag, isVersioned } = asset
  response.setHeader('etag', tag)
  // While replicas change over, another build's version is asked for here: this one must not be kept under that address.
  const isForEver = isVersioned && versionAsked(request) === versionOf(tag)
  response.setHeader('cache-control', isForEver ? 'public, max-age=31536000, immutable' : 'no-cache')
  response.setHeader('content-type', type)
  response.setHeader('vary', 'accept-encoding')
  if (/javascript/.test(type)) {
    // A module of another site is fetched with CORS; the script holds nothing of anybody's.
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('cross-origin-resource-policy', 'cross-origin')
  }
  if (request.header('if-none-match') === tag) {
    response.writeHead(304)
    response.end()
    return
  }
  const zipped = /\bgzip\b/.test(request.header('accept-encoding') ?? '')
  const sent = zipped ? gzip : body
  if (zipped) response.setHeader('content-encoding', 'gzip')
  response.setHeader('content-length', String(sent.length))
  response.writeHead(200)
  response.end(sent)
}

/** The version that the loader asks for: the beginning of the text's hash, as its tag is. */
const versionOf = (tag: string) => tag.slice(1, 13)

const versionAsked = (request: Request) =>
  new URL(request.url ?? '', 'http://localhost').searchParams.get('v')
