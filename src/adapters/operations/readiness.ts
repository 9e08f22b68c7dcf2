import type { Content } from './content.ts'

export type ReadinessParts = {
  content: () => Content
  /** Null when no Redis is configured. */
  redis: { isReady(): boolean } | null
  secretExpires: string | null
  isStopping: () => boolean
  now: () => number
}

/**
 * What `/readyz` says. Without Redis, or with emergencies alone, the assistant still answers: `degraded`, but 200, since
 * taking every replica away would silence it. Only a stopping one is taken out.
 */
export function createReadiness({ content, redis, secretExpires, isStopping, now }: ReadinessParts) {
  return (): { status: 200 | 503; body: object } => {
    const { mode, knowledge, rulesChecksum } = content()
    const isWhole = mode === 'full' && (redis === null || redis.isReady())
    const days = secretExpires === null ? null : Math.floor((Date.parse(secretExpires) - now()) / 86_400_000)
    return {
      status: isStopping() ? 503 : 200,
      body: {
        status: isStopping() ? 'stopping' : isWhole ? 'ready' : 'degraded',
        mode,
        contentVersion: knowledge.article.contentVersion,
        urgentVersion: knowledge.urgent.version,
        rulesChecksum,
        redis: redis === null ? 'none' : redis.isReady() ? 'ready' : 'away',
        secretExpiresInDays: days,
      },
    }
  }
}
