import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

describe('a wrong setting', () => {
  it.each([
    [{ PORT: 'abc' }, 'PORT=abc'],
    [{ HOST: '0.0.0.0' }, 'MicrosoftAppId'],
    [{ MicrosoftAppId: 'x', MicrosoftAppTenantId: 't' }, 'MicrosoftAppPassword'],
    [{ MicrosoftAppId: 'x', MicrosoftAppPassword: 'p' }, 'MicrosoftAppTenantId'],
    [{ MicrosoftAppPassword: 'p' }, 'MicrosoftAppPassword=… without MicrosoftAppId'],
    [{ MicrosoftAppTenantId: 't' }, 'MicrosoftAppTenantId=… without MicrosoftAppId'],
    [{ MicrosoftAppID: 'x' }, 'MicrosoftAppID=… is not read'],
    [{ MICROSOFTAPPPASSWORD: 'p' }, 'Set MicrosoftAppPassword'],
    [{ ALLOWED_ORIGINS: 'exemple.fr' }, 'ALLOWED_ORIGINS'],
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
