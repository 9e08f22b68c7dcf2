import { expect, it } from 'vitest'
import { createTokens, tokenLifetime } from '../../src/adapters/direct-line/tokens.ts'

const key = new TextEncoder().encode('a key of at least thirty-two characters')
const ticket = { conversation: 'c1', user: 'dl_u' }

it('a token that was found good opens its conversation until the second in which it expires', async () => {
  let now = 1_800_000_000_000
  const tokens = createTokens(key, () => now)
  const token = await tokens.issue(ticket)
  for (const after of [0, 1_000, tokenLifetime * 1000 - 1]) {
    now = 1_800_000_000_000 + after
    expect(await tokens.read(token)).toEqual(ticket)
  }
  now = 1_800_000_000_000 + tokenLifetime * 1000
  expect(await tokens.read(token)).toBe('expired')
  expect(await tokens.read(token)).toBe('expired')
})

it('a token that differs in one letter is refused, before and after the true one was read', async () => {
  const tokens = createTokens(key, Date.now)
  const token = await tokens.issue(ticket)
  const forged = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`
  expect(await tokens.read(forged)).toBe('malformed')
  expect(await tokens.read(token)).toEqual(ticket)
  expect(await tokens.read(forged)).toBe('malformed')
})

it('a stream token opens no conversation, and a conversation token no stream, however often they are shown', async () => {
  const tokens = createTokens(key, Date.now)
  const [token, stream] = [await tokens.issue(ticket), await tokens.issueStream(ticket)]
  for (let time = 0; time < 2; time++) {
    expect(await tokens.read(stream)).toBe('malformed')
    expect(await tokens.readStream(token)).toBe('malformed')
    expect(await tokens.read(token)).toEqual(ticket)
    expect(await tokens.readStream(stream)).toEqual(ticket)
  }
})

it('more visitors than are remembered are read all the same', async () => {
  const tokens = createTokens(key, Date.now)
  const all = await Promise.all(
    Array.from({ length: 10_050 }, (_, i) => tokens.issue({ conversation: `c${i}`, user: 'u' })),
  )
  for (const token of all) await tokens.read(token)
  expect(await tokens.read(all[0] as string)).toEqual({ conversation: 'c0', user: 'u' })
  expect(await tokens.read(all.at(-1) as string)).toEqual({ conversation: 'c10049', user: 'u' })
})
