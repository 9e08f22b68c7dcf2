import { toActivity } from './adapters/bot-framework/activity.ts'
import { createBot } from './adapters/bot-framework/bot.ts'
import { apologise, createCloudAdapter } from './adapters/bot-framework/cloud-adapter.ts'
import { DirectLineAdapter } from './adapters/bot-framework/direct-line-adapter.ts'
import { createConversations } from './adapters/direct-line/conversations.ts'
import { createDirectLine } from './adapters/direct-line/service.ts'
import { createTokens } from './adapters/direct-line/tokens.ts'
import { buildWidget, readWidgetLabels } from './adapters/files/build-widget.ts'
import { loadAssistant } from './adapters/files/load-assistant.ts'
import { readSources } from './adapters/files/read-sources.ts'
import { toAsset } from './adapters/http/assets.ts'
import { pageCss, toFaqPage, toHomePage } from './adapters/http/pages.ts'
import { createHttpServer } from './adapters/http/server.ts'
import { createLog } from './adapters/log.ts'
import { createMemoryStore } from './adapters/storage/state-store.ts'
import { ConfigError, readConfig } from './config.ts'
import { ContentError } from './core/knowledge/issue.ts'

const hour = 3_600_000

/** Chooses the parts and starts listening. Returns the address and how to stop. */
export async function start(
  environment: Record<string, string | undefined>,
): Promise<{ address: string; stop(): Promise<void> }> {
  const config = readConfig(environment)
  const log = createLog(config.logLevel)
  const files = readSources()
  const { assistant, knowledge } = loadAssistant(files)
  const labels = readWidgetLabels(files)
  const store = createMemoryStore({ lifetimeMs: hour, capacity: 100_000, now: Date.now })
  const bot = createBot({ assistant, store, log, render: toActivity })
  const adapter = createCloudAdapter(config.bot, knowledge.phrases.error, log)
  const conversations = createConversations({
    lifetimeMs: hour,
    capacity: 20_000,
    longest: 400,
    now: Date.now,
  })
  const direct = new DirectLineAdapter((conversation, activity) => directLine.deliver(conversation, activity))
  direct.onTurnError = async (context, error) => {
    await apologise(context, error, knowledge.phrases.error, log)
  }
  const directLine = createDirectLine({
    conversations,
    tokens: createTokens(config.tokenKey, Date.now),
    log,
    toBot: (activity) => direct.process(activity, (context) => bot.run(context)),
  })
  const assets = new Map([
    ['/', toAsset(toHomePage(labels), 'text/html; charset=utf-8')],
    ['/faq', toAsset(toFaqPage(knowledge, labels), 'text/html; charset=utf-8')],
    ['/page.css', toAsset(pageCss, 'text/css; charset=utf-8')],
    ['/widget.js', toAsset(buildWidget(labels), 'text/javascript; charset=utf-8')],
  ])
  const { contentVersion } = knowledge.article
  const health = () => ({
    status: 'ok',
    contentVersion,
    passages: knowledge.passages.size,
    urgentVersion: knowledge.urgent.version,
  })
  const server = createHttpServer({
    bot,
    adapter,
    directLine,
    assets,
    health,
    allowedOrigins: config.allowedOrigins,
    log,
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  const { port } = server.address()
  const address = `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`
  return {
    address,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

if (import.meta.main) {
  try {
    const { address, stop } = await start(process.env)
    console.log(`Assistant Leucopénie: ${address}`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stop().then(() => process.exit(0)))
  } catch (error) {
    if (!(error instanceof ContentError) && !(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
