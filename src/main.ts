import { createBot } from './adapters/bot-framework/bot.ts'
import { apologise, type Cloud, createCloudAdapter } from './adapters/bot-framework/cloud-adapter.ts'
import { DirectLineAdapter } from './adapters/bot-framework/direct-line-adapter.ts'
import { toTurn } from './adapters/bot-framework/turn.ts'
import { createExchange, toConnections } from './adapters/direct-line/exchange.ts'
import { createDirectLine } from './adapters/direct-line/service.ts'
import { createTokens } from './adapters/direct-line/tokens.ts'
import { learnAside } from './adapters/files/learn-aside.ts'
import { readSources } from './adapters/files/read-sources.ts'
import { createLimits } from './adapters/http/limits.ts'
import { isActivity } from './adapters/http/messages.ts'
import { createHttpServer } from './adapters/http/server.ts'
import { createLog } from './adapters/log.ts'
import { createMetrics } from './adapters/metrics.ts'
import { observe } from './adapters/observer.ts'
import { createLiveContent, loadContent } from './adapters/operations/content.ts'
import { createReadiness } from './adapters/operations/readiness.ts'
import { openSharedParts } from './adapters/operations/shared-parts.ts'
import { watchTurns } from './adapters/operations/turns.ts'
import { channelName } from './adapters/scope.ts'
import { createTeamsExtras } from './adapters/teams/extras.ts'
import { createRender } from './adapters/teams/render.ts'
import { createSearch } from './adapters/teams/search.ts'
import { ConfigError, readConfig } from './config.ts'
import { ContentError } from './core/knowledge/issue.ts'

/** What a test replaces: where content/ and intents/ stand, and where log lines go. */
export type Surroundings = { contentRoot?: string; logTo?: { write(line: string): void } }
export type Running = {
  address: string
  /** Finishes turns and closes sockets, within ten seconds. */
  stop(): Promise<void>
  /** Reads content/ and intents/ anew while turns go on. Rejects with a ContentError, and keeps the old, when they are faulty. */
  reload(): Promise<void>
}

/** Chooses the parts and starts listening. Returns the address and how to stop. `cloud`: another one than Azure's public cloud. */
export async function start(
  environment: Record<string, string | undefined>,
  cloud: Cloud = {},
  { contentRoot, logTo }: Surroundings = {},
): Promise<Running> {
  const config = readConfig(environment)
  const log = createLog(config.logLevel, logTo)
  const live = createLiveContent(() =>
    loadContent(readSources(contentRoot), {
      allowsUrgentOnly: config.startDegraded,
      onFault: (err) =>
        log.error(
          err instanceof ContentError ? { faults: err.issues } : { err },
          'content is faulty: emergencies only',
        ),
    }),
  )
  const { assistant } = live
  const { knowledge, cards } = live.current()
  const metrics = createMetrics()
  const { redis, store, journal, conversations, close } = openSharedParts(config, log, metrics)
  const observers = [metrics, journal]
  const render = createRender(cards)
  const extras = createTeamsExtras({
    assistant,
    search: createSearch(live.current),
    render,
    labels: cards,
    caveatLabel: knowledge.phrases.caveatLabel,
    onFeedback: ({ channel, reaction, passage }) => {
      for (const observer of observers)
        observer.feedback({ isUseful: reaction === 'like', passage, channel: channelName(channel) })
    },
  })
  const bot = watchTurns(
    createBot({
      assistant: observe(
        assistant,
        observers,
        config.journalText === 'redacted' ? (text) => live.current().redact(text) : undefined,
      ),
      store,
      log,
      render,
      extras,
    }),
    {
      observers,
      took: metrics.took,
      isPassage: (id) => live.current().knowledge.passages.has(id),
    },
  )
  const adapter = createCloudAdapter(config.bot, knowledge.phrases.error, log, cloud)
  const direct = new DirectLineAdapter((conversation, activity) => directLine.deliver(conversation, activity))
  direct.onTurnError = async (context, error) => {
    await apologise(context, error, knowledge.phrases.error, log)
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
  const assets = new Map(live.current().assets)
  let isStopping = false
  const ready = createReadiness({
    content: live.current,
    redis,
    secretExpires: config.secretExpires,
    isStopping: () => isStopping,
    now: Date.now,
  })
  const health = () => {
    const { article, passages, urgent } = live.current().knowledge
    const { contentVersion } = article
    return { status: 'ok', contentVersion, passages: passages.size, urgentVersion: urgent.version }
  }
  const { server, stop } = createHttpServer({
    bot,
    adapter,
    directLine,
    assets,
    operations: { health, ready, metrics },
    limits: {
      limits: createLimits({ ...config.rates, redis: redis?.client ?? null }),
      trustedProxies: config.trustedProxies,
      isOpen: config.bot === null,
      isUrgent: (body) => isActivity(body) && live.current().screen(toTurn(body).text) !== null,
      onRefused: metrics.refused,
    },
    allowedOrigins: config.allowedOrigins,
    connectTo: toConnections(config.directLineService),
    log,
  })
  await redis?.settled(2_000)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  const { port } = server.address()
  const address = `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`
  return {
    address,
    async reload() {
      await learnAside(contentRoot)
      live.reload()
      for (const [path, asset] of live.current().assets) assets.set(path, asset)
    },
    async stop() {
      isStopping = true
      await stop()
      await close()
    },
  }
}

if (import.meta.main) {
  try {
    const { address, stop, reload } = await start({ JOURNAL_FILE: 'report/journal.json', ...process.env })
    console.log(`Assistant Leucopénie: ${address}`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stop().then(() => process.exit(0)))
    process.on('SIGHUP', async () => {
      try {
        await reload()
        console.log('content reloaded')
      } catch (error) {
        console.error('content kept as it was:', error instanceof ContentError ? error.message : error)
      }
    })
  } catch (error) {
    if (!(error instanceof ContentError) && !(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
