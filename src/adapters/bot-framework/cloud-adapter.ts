import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type TurnContext,
} from 'botbuilder'
import type { Log } from '../log.ts'

export type BotCredentials = { appId: string; password: string; type: string; tenantId: string }

/** The adapter for Azure's channels. Without credentials it accepts anyone: for a loopback address only. */
export function createCloudAdapter(
  credentials: BotCredentials | null,
  apology: string,
  log: Log,
): CloudAdapter {
  const settings = credentials
    ? {
        MicrosoftAppId: credentials.appId,
        MicrosoftAppPassword: credentials.password,
        MicrosoftAppType: credentials.type,
        MicrosoftAppTenantId: credentials.tenantId,
      }
    : {}
  const factory = new ConfigurationServiceClientCredentialFactory(settings)
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, factory))
  adapter.onTurnError = (context, error) => apologise(context, error, apology, log)
  return adapter
}

/** The one place where a failed turn ends: the cause in the log, one sentence for the person, no stack. */
export async function apologise(
  context: TurnContext,
  err: unknown,
  apology: string,
  log: Log,
): Promise<void> {
  log.error({ err, channel: context.activity.channelId }, 'turn failed')
  await context.sendActivity(apology)
}
