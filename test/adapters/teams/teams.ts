import type { Activity } from 'botbuilder'
import { startServer } from '../../server.ts'
import { startConnector } from './connector.ts'

const bot = { id: '28:bot', name: 'Assistant Leucopénie' }
const person = { id: '29:anne', name: 'Anne', aadObjectId: '00000000-0000-0000-0000-000000000001' }

/** The real server in open mode, with a connector beside it: activities go in as Teams sends them. */
export async function startTeams() {
  const connector = await startConnector()
  const server = await startServer()
  let count = 0
  const envelope = (fields: object) => ({
    id: `1700000000${++count}`,
    timestamp: '2026-11-24T10:00:00.000Z',
    localTimestamp: '2026-11-24T11:00:00.000+01:00',
    channelId: 'msteams',
    serviceUrl: connector.address,
    from: person,
    recipient: bot,
    conversation: { conversationType: 'personal', tenantId: 't1', id: 'a:1' },
    channelData: { tenant: { id: 't1' } },
    locale: 'fr-FR',
    entities: [{ type: 'clientInfo', locale: 'fr-FR', country: 'FR', platform: 'Web' }],
    ...fields,
  })
  const post = (fields: object) =>
    fetch(`${server.address}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(envelope(fields)),
    })
  return {
    bot,
    person,
    server,
    connector,
    post,
    /** Posts an activity and returns what the bot sent meanwhile. */
    async send(fields: object): Promise<Partial<Activity>[]> {
      connector.take()
      const response = await post(fields)
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
      return connector.take().map(({ activity }) => activity)
    },
    say: (text: string, fields: object = {}) => ({ type: 'message', text, textFormat: 'plain', ...fields }),
    async stop() {
      await server.stop()
      await connector.stop()
    },
  }
}

type Card = {
  actions: { type: string; title: string; url?: string; data?: { choice: string; msteams: object } }[]
}

/** The first card of an activity. */
export const cardOf = (activity: Partial<Activity> | undefined) => activity?.attachments?.[0]?.content as Card
