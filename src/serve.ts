import { createBot } from './adapters/bot-framework/bot.ts'
import { apologise, type Cloud, createCloudAdapter } from './adapters/bot-framework/cloud-adapter.ts'
import { DirectLineAdapter } from './adapters/bot-framework/direct-line-adapter.ts'
import { toTurn } from './adapters/bot-framework/turn.ts'
import type { LiveCore } from './adapters/core-thread/live-core.ts'
import { createExchange, toConnections } from './adapters/direct-line/exchange.ts'
import { createDirectLine } from './adapters/direct-line/service.ts'
import { createTokens } from './adapters/direct-line/tokens.ts'
import { assetAt } from './adapters/http/assets.ts'
import { createLimits } from './adapters/http/limits.ts'
import { listen } from './adapters/http/listen.ts'
import { isActivity } from './adapters/http/messages.ts'
import { createHttpServer } from './adapters/http/server.ts'
import type { Log } from './adapters/log.ts'
import { createMetrics } from './adapters/metrics.ts'
import { observe, toRecord } from './adapters/observer.ts'
import { createReadiness } from './adapters/operations/readiness.ts'
import { openSharedParts } from './adapters/operations/shared-parts.ts'
import { watchTurns } from './adapters/operations/turns.ts'
import { channelName } from './adapters/scope.ts'
import { createTeamsExtras } from './adapters/teams/extras.ts'
import { createRender } from './adapters/teams/render.ts'
import type { Config } from './config.ts'

export type ServeParts = { config: Config; log: Log; core: LiveCore; cloud: Cloud }
export type Served = {
  address: string
  /** Finishes turns and closes sockets, within ten seconds; the core stays. */
  stop(): Promise<void>
}

/** Connects the parts around a core and listens. */
export async function serve({ config, log, core, cloud }: ServeParts): Promise<Served> {
  // Read at each use, never kept: content may be read anew at any time.
  const errorText = () => core.content().errorText
  const assistant = { reply: core.reply, welcome: () => core.content().welcome }
  const metrics = createMetrics()
  const { redis, store, journal, conversations, close } = await openSharedParts(config, log, metrics)
  const observers = [metrics, journal]
  const render = createRender(() => core.content().cards)
  const extras = createTeamsExtras({
    assistant,
    search: core.search,
    render,
    wording: core.content,
    onFeedback: ({ channel, reaction, passage }) => {
      for (const observer of observers)
        observer.feedback({ isUseful: reaction === 'like', passage, channel: channelName(channel) })
    },
    onUrgent: (reply) => {
      for (const observer of observers) observer.turn(toRecord(reply))
    },
  })
  const bot = watchTurns(
    createBot({
      assistant: observe(assistant, observers, config.journalText === 'redacted' ? core.redact : undefined),
      screen: core.screen,
      store,
      log,
      render,
      extras,
    }),
    {
      observers,
      took: metrics.took,
      isPassage: (id) => core.content().passages.has(id),
    },
  )
  const adapter = createCloudAdapter(config.bot, errorText, log, cloud)
  const direct = new DirectLineAdapter((conversation, activity) => directLine.deliver(conversation, activity))
  direct.onTurnError = async (context, error) => {
    await apologise(context, error, errorText(), log)
  }
  const directLine = createDirectLine({
    conversations,
    tokens: createTokens(config.tokenKey, Date.now),
    log,
    toBot: (activity) => direct.process(activity, (context) => bot.run(context)),
    exchange:
      config.directLineService &&
      createExchange({ ...config.directLineService, trustedOrigins: config.allowedOrigins }),
  })
  let isStopping = false
  const ready = createReadiness({
    content: core.content,
    isRunning: core.isRunning,
    redis,
    secretExpires: config.secretExpires,
    isStopping: () => isStopping,
    now: Date.now,
  })
  const health = () => {
    const { contentVersion, urgentVersion, passages } = core.content()
    return { status: 'ok', contentVersion, passages: passages.size, urgentVersion }
  }
  const { server, stop } = createHttpServer({
    bot,
    adapter,
    directLine,
    assetAt: (path) => assetAt(core.content().assets, path, config.journalText),
    operations: { health, ready, metrics },
    limits: {
      limits: createLimits({ ...config.rates, redis: redis?.client ?? null }),
      trustedProxies: config.trustedProxies,
      isOpen: config.bot === null,
      isUrgent: async (body) => {
        if (!isActivity(body)) return false
        const { text, also } = toTurn(body)
        return (await core.pressing(text, also)) !== null
      },
      onRefused: metrics.refused,
      log,
    },
    allowedOrigins: config.allowedOrigins,
    connectTo: toConnections(config.directLineService),
    log,
  })
  await redis?.settled(2_000)
  try {
    await listen(server, config)
  } catch (error) {
    await close()
    throw error
  }
  const { port } = server.address()
  const address = `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`
  return {
    address,
    async stop() {
      isStopping = true
      await stop()
      await close()
    },
  }
}
