import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'

type Library = ConfigurationBotFrameworkAuthentication
type Caller = Awaited<ReturnType<Library['authenticateRequest']>>
type TokenClient = Awaited<ReturnType<Library['createUserTokenClient']>>
type Connector = Awaited<ReturnType<NonNullable<Caller['connectorFactory']>['create']>>

const mostKept = 100

/**
 * The library's authentication, which keeps the clients it makes for outgoing calls. The library makes two anew for each
 * turn, with their whole pipelines; they hold no state of a turn, and Azure calls from a handful of addresses.
 */
export class LastingAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, Promise<Connector>>()
  readonly #tokenClients = new Map<string, Promise<TokenClient>>()

  override async authenticateRequest(
    ...request: Parameters<Library['authenticateRequest']>
  ): Promise<Caller> {
    const caller = await super.authenticateRequest(...request)
    const { connectorFactory: factory } = caller
    if (!factory) return caller
    const app = appOf(caller.claimsIdentity)
    return {
      ...caller,
      connectorFactory: {
        create: (serviceUrl, audience) =>
          kept(this.#connectors, `${app} ${audience} ${serviceUrl}`, () =>
            factory.create(serviceUrl, audience),
          ),
      },
    }
  }

  override createUserTokenClient(identity: Parameters<Library['createUserTokenClient']>[0]) {
    return kept(this.#tokenClients, appOf(identity), () => super.createUserTokenClient(identity))
  }
}

/** The bot that a caller was let in to, as its token says: the library makes the credentials for it. */
function appOf(identity: Caller['claimsIdentity']): string {
  return ['aud', 'appid', 'azp'].map((claim) => identity.getClaimValue(claim) ?? '').join(' ')
}

/** What was made before for a key, or is made now; the oldest goes when there are too many, and what failed is not kept. */
function kept<T>(clients: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = clients.get(key)
  if (known) return known
  const made = make()
  clients.set(key, made)
  made.catch(() => clients.delete(key))
  const [oldest] = clients.keys()
  if (clients.size > mostKept && oldest !== undefined) clients.delete(oldest)
  return made
}
