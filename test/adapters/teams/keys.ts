import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Cloud } from '../../../src/adapters/bot-framework/cloud-adapter.ts'

export const appId = '11111111-2222-3333-4444-555555555555'
export const tenantId = '99999999-2222-3333-4444-555555555555'
export const issuer = 'https://issuer.exemple.fr'
const kid = 'k1'

/** A stand-in of the service that publishes the channel's signing keys, and tokens signed by them. */
export async function startKeyServer() {
  let status = 200
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const stranger = await generateKeyPair('RS256')
  const keys = [{ ...(await exportJWK(publicKey)), kid, endorsements: ['msteams'] }]
  const server = createServer((request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(request.url === '/keys' ? { keys } : { issuer, jwks_uri: `${address()}/keys` }),
    )
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const address = () => `http://127.0.0.1:${port}`
  return {
    port,
    metadata: `${address()}/openid`,
    answer: (next: number) => {
      status = next
    },
    restart: () => listen(port),
    stop,
    /** A token that is right but for what `claims` and `options` change. */
    token: (
      claims: Record<string, unknown>,
      {
        forged = false,
        header = {} as object,
        lifetime = 600,
      }: { forged?: boolean; header?: object; lifetime?: number } = {},
    ) => {
      const now = Math.floor(Date.now() / 1000)
      return new SignJWT({
        iss: issuer,
        aud: appId,
        iat: now - 3600,
        nbf: now - 3600,
        exp: now + lifetime,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT', ...header })
        .sign(forged ? stranger.privateKey : privateKey)
    },
  }
}

/** Credentials for replies that need no login service. */
class LocalCredentials extends ConfigurationServiceClientCredentialFactory {
  override async createCredentials() {
    return {
      async signRequest(request: { headers: { set(name: string, value: string): void } }) {
        request.headers.set('authorization', 'Bearer ours')
        return request
      },
    } as never
  }
}

export const environment = {
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'secret',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: tenantId,
}

/** A cloud whose keys come from `metadata`. All eight settings, or the library takes none of them. */
export const cloudOf = (metadata: string): Cloud => ({
  settings: {
    ToChannelFromBotLoginUrl: 'https://login.exemple.fr',
    ToChannelFromBotOAuthScope: 'https://api.exemple.fr',
    ToBotFromChannelTokenIssuer: issuer,
    OAuthUrl: 'https://token.exemple.fr',
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    ValidateAuthority: 'true',
    CallerId: 'urn:botframework:azure',
  },
  factory: new LocalCredentials(environment),
})
