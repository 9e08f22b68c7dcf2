import { randomBytes } from 'node:crypto'
import { z } from 'zod'

const optional = z.string().trim().min(1).optional()
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  MicrosoftAppId: optional,
  MicrosoftAppPassword: optional,
  MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant']).default('SingleTenant'),
  MicrosoftAppTenantId: optional,
  TOKEN_KEY: z.string().min(32).optional(),
  ALLOWED_ORIGINS: z.string().default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** What the process is told from outside, checked. */
export type Config = {
  port: number
  host: string
  bot: { appId: string; password: string; type: string; tenantId: string } | null
  /** Key that signs Direct Line tokens; made at start when none is given, so that tokens end with the process. */
  tokenKey: Uint8Array
  allowedOrigins: string[]
  logLevel: string
}

/** A wrong setting: which variable, what it holds, what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const remedies: Record<string, string> = {
  PORT: 'a port from 0 to 65535, e.g. PORT=3978',
  MicrosoftAppType: 'SingleTenant, UserAssignedMSI or MultiTenant',
  TOKEN_KEY: 'at least 32 random characters, e.g. from `openssl rand -hex 32`',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
}
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Reads the environment: the only place that does. Throws a ConfigError that lists every fault. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(given)
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => {
      const name = String(path[0])
      const isSecret = /KEY|Password/.test(name)
      return `${name}=${isSecret ? '…' : (given[name] ?? '')}: ${message}. Set ${remedies[name] ?? 'it as README.md says'}.`
    })
    throw new ConfigError(faults.join('\n'))
  }
  const env = read.data
  const faults: string[] = []
  if (env.MicrosoftAppId && env.MicrosoftAppType !== 'UserAssignedMSI' && !env.MicrosoftAppPassword)
    faults.push(
      'MicrosoftAppPassword is missing: set it beside MicrosoftAppId, or MicrosoftAppType=UserAssignedMSI.',
    )
  if (env.MicrosoftAppId && env.MicrosoftAppType !== 'MultiTenant' && !env.MicrosoftAppTenantId)
    faults.push(`MicrosoftAppTenantId is missing: MicrosoftAppType=${env.MicrosoftAppType} needs it.`)
  if (!env.MicrosoftAppId && !loopback.has(env.HOST))
    faults.push(
      `HOST=${env.HOST} without MicrosoftAppId: anyone could post to the bot. Set MicrosoftAppId, or HOST=127.0.0.1.`,
    )
  const origins = env.ALLOWED_ORIGINS.split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
  for (const origin of origins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      faults.push(
        `ALLOWED_ORIGINS holds ${origin}: write origins such as https://exemple.fr, parted by commas.`,
      )
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  const bot = env.MicrosoftAppId
    ? {
        appId: env.MicrosoftAppId,
        password: env.MicrosoftAppPassword ?? '',
        type: env.MicrosoftAppType,
        tenantId: env.MicrosoftAppTenantId ?? '',
      }
    : null
  const tokenKey = env.TOKEN_KEY ? new TextEncoder().encode(env.TOKEN_KEY) : new Uint8Array(randomBytes(32))
  return { port: env.PORT, host: env.HOST, bot, tokenKey, allowedOrigins: origins, logLevel: env.LOG_LEVEL }
}
