// npm run fuzz: random and grammar-made requests against the real server, in bounded count and time; fails on any fault.
import fc from 'fast-check'
import { z } from 'zod'
import { start } from '../main.ts'
import { numberOf } from './fault.ts'
import { type FuzzRequest, request } from './fuzz-inputs.ts'

const runs = numberOf('--runs', 100_000)
const seconds = numberOf('--seconds', 300)
const seed = numberOf('--seed', Date.now() % 2 ** 31)
const atOnce = 16

const Activity = z.looseObject({
  type: z.string().min(1),
  text: z.string().optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
  suggestedActions: z
    .looseObject({ actions: z.array(z.looseObject({ title: z.string().min(1) })) })
    .optional(),
})
// A conversation's log gives a client its own activities back as it sent them: those are no replies.
const Echoed = z.looseObject({ from: z.looseObject({ role: z.literal('user') }) })
const Replies = z.looseObject({ activities: z.array(z.union([Echoed, Activity])).optional() })
const Fault = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string() }) })

const faults: string[] = []
for (const event of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(event, (error: unknown) =>
    faults.push(`${event}: ${error instanceof Error ? error.stack : error}`),
  )

const limit = String(runs * 10)
const { address, stop } = await start({
  PORT: '0',
  LOG_LEVEL: 'silent',
  RATE_PER_ADDRESS: limit,
  RATE_PER_CONVERSATION: limit,
})
const host = address.replace('localhost', '127.0.0.1')
const ours = await openConversation()
const until = performance.now() + seconds * 1000
const statuses = new Map<number, number>()
let done = 0
for (let batch = 0; done < runs && performance.now() < until && faults.length < 10; batch++) {
  const inputs = fc.sample(request, { numRuns: Math.min(1_000, runs - done), seed: seed + batch })
  const waiting = inputs.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const input of waiting) {
        const fault = await tryOne(input)
        if (fault) faults.push(`${fault}: ${JSON.stringify(input).slice(0, 600)}`)
        done++
        if (performance.now() > until) return
      }
    }),
  )
}
if (!(await fetch(`${host}/healthz`)).ok) faults.push('the server does not answer any more')
await stop()
for (const fault of faults) console.log(fault)
const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
console.log(`fuzz: ${done} requests (seed ${seed}), ${faults.length} faults; answers ${told.join(', ')}`)
process.exit(faults.length > 0 ? 1 : 0)

/** Sends one request. Returns what is wrong with its answer, or null. */
async function tryOne({ path, method, body, token, mustBeUrgent }: FuzzRequest): Promise<string | null> {
  const bearer = { ours: `Bearer ${ours.token}`, garbage: 'Bearer a.b.c', none: '' }[token]
  const response = await fetch(`${host}${path.replaceAll('OURS', ours.conversationId)}`, {
    method,
    headers: { 'content-type': 'application/json', ...(bearer && { authorization: bearer }) },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
  // 501 is the protocol's word for an invoke that is none of ours; 502 that the reply could not be handed over.
  if (response.status >= 500 && response.status !== 501 && response.status !== 502)
    return `status ${response.status} ${text.slice(0, 100)}`
  if (text === '') return mustBeUrgent ? 'an emergency without reply' : null
  const parsed: unknown = JSON.parse(text)
  if (response.status >= 400)
    return Fault.safeParse(parsed).success || response.status === 501
      ? null
      : `no error in the protocol’s form (${response.status})`
  const replies = Replies.safeParse(parsed)
  if (!replies.success) return `no valid activity: ${z.prettifyError(replies.error)}`
  if (mustBeUrgent && !text.includes('"kind":"urgent"')) return 'an emergency without the urgent reply'
  return null
}

async function openConversation() {
  const post = async (path: string, token = '') => {
    const response = await fetch(`${host}/v3/directline${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{}',
    })
    return (await response.json()) as { token: string; conversationId: string }
  }
  return post('/conversations', (await post('/tokens/generate')).token)
}
