import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'
import { start } from '../src/main.ts'

describe('a wrong setting', () => {
  it.each([
    [{ PORT: 'abc' }, 'PORT=abc'],
    [{ PORT: ' ' }, 'PORT= '],
    [{ TRUST_PROXY: ' ' }, 'TRUST_PROXY= '],
    [{ TOKEN_KEY: ' '.repeat(32) }, 'TOKEN_KEY=…'],
    [{ REDIS_URL: 'redis://localhost:6379/main' }, 'REDIS_URL=…'],
    [{ REDIS_URL: 'redis://localhost:6379/1/2' }, 'REDIS_URL=…'],
    [{ HOST: '0.0.0.0' }, 'MicrosoftAppId'],
    [{ MicrosoftAppId: 'x', MicrosoftAppTenantId: 't' }, 'MicrosoftAppPassword'],
    [{ MicrosoftAppId: 'x', MicrosoftAppPassword: 'p' }, 'MicrosoftAppTenantId'],
    [{ MicrosoftAppPassword: 'p' }, 'MicrosoftAppPassword=… without MicrosoftAppId'],
    [{ MicrosoftAppTenantId: 't' }, 'MicrosoftAppTenantId=… without MicrosoftAppId'],
    [{ MicrosoftAppID: 'x' }, 'MicrosoftAppID=… is not read'],
    [{ MICROSOFTAPPPASSWORD: 'p' }, 'Set MicrosoftAppPassword'],
    [{ ALLOWED_ORIGINS: 'exemple.fr' }, 'ALLOWED_ORIGINS'],
    [{ ALLOWED_ORIGINS: 'https://*.exemple.fr' }, "Write each site's origin"],
    [{ ALLOWED_ORIGINS: 'https://exemple.fr,*' }, "Write each site's origin"],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud'],
  ])('%j stops the start and names %s', (environment, name) => {
    expect(() => readConfig(environment)).toThrow(ConfigError)
    expect(() => readConfig(environment)).toThrow(name)
  })

  it('of a secret is named without its value', () => {
    expect(() => readConfig({ TOKEN_KEY: 'hunter2' })).toThrow(/TOKEN_KEY=…/)
    for (const name of ['MicrosoftAppPassword', 'MicrosoftAppPASSWORD'])
      expect(() => readConfig({ [name]: 'hunter2' })).toThrow(/^(?!.*hunter2).*=…/)
  })
})

it('nothing set means a local bot on port 3978', () => {
  expect(readConfig({})).toMatchObject({ port: 3978, host: '127.0.0.1', bot: null, allowedOrigins: [] })
})

it.each(['redis://localhost', 'redis://localhost:6379/', 'rediss://user:word@localhost:6379/1'])(
  '%s is an address of Redis',
  (url) => {
    expect(readConfig({ REDIS_URL: url }).redisUrl).toBe(url)
  },
)

it.each([
  [{}, 1],
  [{ TOKEN_KEY: 'k'.repeat(32) }, 0],
])(
  'the start warns of Redis without a key that replicas share: %j',
  async (key, times) => {
    const lines: string[] = []
    const environment = { PORT: '0', LOG_LEVEL: 'warn', REDIS_URL: 'redis://127.0.0.1:1', ...key }
    const { stop } = await start(environment, {}, { logTo: { write: (line) => void lines.push(line) } })
    await stop()
    expect(lines.filter((line) => line.includes('REDIS_URL without TOKEN_KEY'))).toHaveLength(times)
  },
  60_000,
)
