import {
  type Activity,
  CloudAdapter,
  type ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder'
import type { Log } from '../log.ts'
import { channelName } from '../scope.ts'
import { keepEntities } from './keep-entities.ts'
import { LastingAuthentication } from './lasting-clients.ts'
import { refuseCaller, refuseServiceUrl, refuseTurn } from './refusal.ts'

export type BotCredentials = { appId: string; password: string; type: string; tenantId: string }

type Authentication = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>
type Caller = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>
/** Another cloud than Azure's public one: its settings by the library's names, and how its credentials are made. */
export type Cloud = { settings?: Record<string, string>; factory?: Authentication[1] }

/** The library's adapter with the refusals it gets wrong: see refusal.ts. */
class GuardedAdapter extends CloudAdapter {
  readonly #isOpen: boolean
  readonly #log: Log

  constructor(authentication: ConfigurationBotFrameworkAuthentication, isOpen: boolean, log: Log) {
    super(authentication)
    this.#isOpen = isOpen
    this.#log = log
  }

  protected override async processActivity(
    authorization: string | Caller,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const refused = this.#isOpen ? refuseServiceUrl(activity) : null
    if (refused) return refused
    let caller: Caller
    try {
      caller =
        typeof authorization === 'string'
          ? await this.botFrameworkAuthentication.authenticateRequest(activity, authorization)
          : authorization
    } catch (error) {
      const refusal = refuseCaller(error)
      this.#log.warn({ status: refusal.status, cause: causeOf(error) }, 'caller refused')
      return refusal
    }
    try {
      return await super.processActivity(caller, activity, logic)
    } catch (error) {
      this.#log.error(
        { cause: causeOf(error), channel: channelName(activity.channelId) },
        'reply not delivered',
      )
      return refuseTurn()
    }
  }
}

/** The adapter for Azure's channels. Without credentials it accepts anyone: for a loopback address only. */
export function createCloudAdapter(
  credentials: BotCredentials | null,
  apology: () => string,
  log: Log,
  cloud: Cloud = {},
): CloudAdapter {
  keepEntities()
  const settings = credentials
    ? {
        MicrosoftAppId: credentials.appId,
        MicrosoftAppPassword: credentials.password,
        MicrosoftAppType: credentials.type,
        MicrosoftAppTenantId: credentials.tenantId,
        ...cloud.settings,
      }
    : {}
  const factory = cloud.factory ?? new ConfigurationServiceClientCredentialFactory(settings)
  const authentication = new LastingAuthentication(settings, factory)
  const adapter = new GuardedAdapter(authentication, credentials === null, log)
  adapter.onTurnError = (context, error) => apologise(context, error, apology(), log)
  return adapter
}

/** The one place where a failed turn ends: the cause in the log, one sentence for the person, no stack. */
export async function apologise(
  context: TurnContext,
  err: unknown,
  apology: string,
  log: Log,
): Promise<void> {
  log.error({ err, channel: channelName(context.activity.channelId) }, 'turn failed')
  await context.sendActivity(apology)
}

// Never the error itself: a failed request of the connector carries the whole message.
function causeOf(error: unknown): object {
  const { name, code, statusCode } = (error ?? {}) as { name?: string; code?: string; statusCode?: number }
  return { name, code, statusCode }
}
