import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Activity } from 'botbuilder'

export type Sent = { path: string; authorization: string | undefined; activity: Partial<Activity> }

/** A stand-in of the service that channels offer bots for their replies: it keeps what it is sent. */
export async function startConnector() {
  const sent: Sent[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    sent.push({
      path: decodeURIComponent(request.url ?? ''),
      authorization: request.headers.authorization,
      activity: JSON.parse(body),
    })
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ id: `reply-${sent.length}` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/teams/`,
    sent,
    /** What came since the last call. */
    take: () => sent.splice(0),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

type Card = { version: string; fallbackText: string; actions?: { type: string; url?: string }[] }

/** What is wrong with an activity by Teams' documented limits; empty when nothing is. */
export function teamsFaults(activity: Partial<Activity>): string[] {
  const { text = '', entities = [], attachments = [] } = activity
  const faults: string[] = []
  const check = (isRight: boolean, fault: string) => isRight || faults.push(fault)
  check(Buffer.byteLength(JSON.stringify(activity), 'utf16le') < 40_000, 'longer than 40 KB in UTF-16')
  const roots = entities.filter(({ type }) => type === 'https://schema.org/Message')
  check(roots.length === 1, `${roots.length} root entities`)
  const [root] = roots
  check(
    root?.['@type'] === 'Message' && root['@context'] === 'https://schema.org',
    'a root entity without type',
  )
  check(root?.additionalType === undefined, 'an AI label')
  const claims: { position: unknown; appearance: { name: string; abstract: string } }[] = root?.citation ?? []
  check(claims.length <= 20, 'more than 20 citations')
  for (const { position, appearance } of claims) {
    check(Number.isInteger(position), `position ${position}`)
    check(text.includes(`[${position}]`), `[${position}] is not in the text`)
    check(appearance.name.length <= 80 && appearance.abstract.length <= 160, 'a citation too long')
    check(appearance.name !== '' && appearance.abstract !== '', 'an empty citation')
  }
  const shown = new Set([...text.matchAll(/\[(\d+)\]/g)].map((found) => Number(found[1])))
  check(claims.length === shown.size, `${shown.size} numbers, ${claims.length} citations`)
  for (const { contentType, content } of attachments) {
    check(contentType === 'application/vnd.microsoft.card.adaptive', `attachment ${contentType}`)
    const { version, fallbackText, actions = [] } = content as Card
    check(Number(version) <= 1.5, `card ${version}`)
    check(fallbackText.trim() !== '', 'no fallback text')
    check(actions.length <= 6, `${actions.length} actions`)
    for (const { type } of actions) check(/^Action\.(Submit|OpenUrl)$/.test(type), `action ${type}`)
  }
  return faults
}
