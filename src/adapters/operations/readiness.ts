import type { Content } from './content.ts'

export type ReadinessParts = {
  content: () => Content
  /** Whether the core runs; otherwise one is being started. */
  isRunning: () => boolean
  /** Null when no Redis is configured. */
  redis: { isReady(): boolean } | null
  secretExpires: string | null
  isStopping: () => boolean
  now: () => number
}

/** The whole days from now to the beginning of a day such as `2027-05-01`, fewer than none when it is over. */
export const daysUntil = (day: string, now: number): number =>
  Math.floor((Date.parse(day) - now) / 86_400_000)

/**
 * What `/readyz` says. Without Redis, with emergencies alone, or while the core starts again, the assistant still answers: `degraded`, but 200, since
 * taking every replica away would silence it. Only a stopping one is taken out.
 */
export function createReadiness({
  content,
  isRunning,
  redis,
  secretExpires,
  isStopping,
  now,
}: ReadinessParts) {
  return (): { status: 200 | 503; body: object } => {
    const { mode, contentVersion, urgentVersion, rulesChecksum, reviewBy } = content()
    const isWhole = isRunning() && mode === 'full' && (redis === null || redis.isReady())
    return {
      status: isStopping() ? 503 : 200,
      body: {
        status: isStopping() ? 'stopping' : isWhole ? 'ready' : 'degraded',
        mode,
        contentVersion,
        urgentVersion,
        rulesChecksum,
        core: isRunning() ? 'ready' : 'away',
        redis: redis === null ? 'none' : redis.isReady() ? 'ready' : 'away',
        secretExpiresInDays: secretExpires === null ? null : daysUntil(secretExpires, now()),
        // Told, and no reason to be less ready: what was right yesterday is better than silence.
        reviewDueInDays: daysUntil(reviewBy, now()),
      },
    }
  }
}
