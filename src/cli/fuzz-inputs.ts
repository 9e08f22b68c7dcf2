import fc from 'fast-check'
import { samples } from './samples.ts'

const pieces = [
  ...samples.turns,
  '<b>gras</b>',
  '[lien](javascript:alert(1))',
  '\u202e',
  '🤒',
  'a'.repeat(3_000),
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join('. ')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
)
const account = fc.oneof(
  fc.record({ id: fc.oneof(fc.string({ maxLength: 20 }), fc.constant('u1')) }),
  fc.jsonValue(),
)
const type = fc.constantFrom(
  'message',
  'messageUpdate',
  'event',
  'typing',
  'invoke',
  'conversationUpdate',
  'installationUpdate',
  'messageReaction',
  'endOfConversation',
)
const choice = fc.oneof(
  fc.constantFrom('passage:causes/x', 'topic:causes:0', 'menu:1', 'none:', 'continue:', 'passage:__proto__'),
  fc.string({ maxLength: 40 }),
)
const value = fc.oneof(fc.record({ choice }), fc.jsonValue({ maxDepth: 8 }))
const base = {
  id: '1',
  serviceUrl: 'http://127.0.0.1:9',
  deliveryMode: 'expectReplies',
  conversation: { id: 'fuzz' },
  from: { id: 'u1' },
  recipient: { id: 'b1' },
}

/** An activity that is right but for what it says. */
const said = fc
  .record({ type: fc.constant('message'), text })
  .map((given) => ({ ...base, channelId: 'emulator', ...given }))
/** An activity any field of which may be wrong or missing. */
const odd = fc
  .record(
    {
      type,
      text: fc.oneof(text, fc.jsonValue()),
      channelId: fc.constantFrom('msteams', 'emulator', 'directline', 'webchat', '', 'x'),
      name: fc.constantFrom(
        'feedback',
        'message/submitAction',
        'adaptiveCard/action',
        'composeExtension/query',
        '',
      ),
      value,
      conversation: account,
      from: account,
      recipient: account,
      membersAdded: fc.oneof(fc.array(account, { maxLength: 3 }), fc.jsonValue()),
      entities: fc.oneof(
        fc.array(fc.record({ type: fc.constant('mention'), mentioned: account, text })),
        fc.jsonValue(),
      ),
      attachments: fc.jsonValue(),
      channelData: fc.jsonValue(),
      locale: fc.string({ maxLength: 10 }),
    },
    { requiredKeys: ['type'] },
  )
  .map((given) => ({ ...base, ...given }))
const urgent = fc
  .tuple(fc.constantFrom(...pieces.slice(0, 10)), fc.constantFrom(...pieces.slice(0, 10)))
  .map(([before, after]) => ({
    ...base,
    channelId: 'emulator',
    type: 'message',
    text: `${before}. ${samples.emergency}. ${after}`,
  }))

/** One request: where to, with what. `mustBeUrgent`: its reply has to be the urgent one. */
export type FuzzRequest = {
  path: string
  method: 'GET' | 'POST'
  body: unknown
  token: 'ours' | 'none' | 'garbage'
  mustBeUrgent: boolean
}

const directLinePath = fc.oneof(
  fc.constantFrom(
    '/tokens/generate',
    '/tokens/refresh',
    '/conversations',
    '/conversations/OURS',
    '/conversations/OURS/activities',
    '/conversations/OURS/upload',
  ),
  fc.string({ maxLength: 30 }).map((id) => `/conversations/${encodeURIComponent(id)}/activities`),
  fc
    .string({ maxLength: 30 })
    .map((mark) => `/conversations/OURS/activities?watermark=${encodeURIComponent(mark)}`),
)
/** A request to either way in. */
export const request: fc.Arbitrary<FuzzRequest> = fc.oneof(
  { weight: 4, arbitrary: messages(said, false) },
  { weight: 1, arbitrary: messages(urgent, true) },
  { weight: 3, arbitrary: messages(odd, false) },
  { weight: 1, arbitrary: messages(fc.jsonValue(), false) },
  {
    weight: 4,
    arbitrary: fc.record({
      path: directLinePath.map((path) => `/v3/directline${path}`),
      method: fc.constantFrom('GET' as const, 'POST' as const),
      body: fc.oneof(said, odd, fc.jsonValue()),
      token: fc.constantFrom('ours' as const, 'ours' as const, 'none' as const, 'garbage' as const),
      mustBeUrgent: fc.constant(false),
    }),
  },
)

function messages(body: fc.Arbitrary<unknown>, mustBeUrgent: boolean): fc.Arbitrary<FuzzRequest> {
  return body.map((given) => ({
    path: '/api/messages',
    method: 'POST',
    body: given,
    token: 'none',
    mustBeUrgent,
  }))
}
