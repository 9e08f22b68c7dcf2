import { randomBytes } from 'node:crypto'
import { z } from 'zod'

const optional = z.string().trim().min(1).optional()
// Blank is no number: on its own it would be read as 0.
const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.string().trim().min(1).pipe(z.coerce.number<string>().int().min(least).max(most))
const Environment = z.object({
  PORT: whole(0, 65_535).default(3978),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  MicrosoftAppId: optional,
  MicrosoftAppPassword: optional,
  MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant']).default('SingleTenant'),
  MicrosoftAppTenantId: optional,
  TOKEN_KEY: z.string().trim().min(32).optional(),
  DIRECT_LINE_SECRET: optional,
  DIRECT_LINE_DOMAIN: z
    .url({ protocol: /^https?$/ })
    .default('https://europe.directline.botframework.com/v3/directline'),
  ALLOWED_ORIGINS: z.string().default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: whole(0, 9).default(0),
  RATE_PER_ADDRESS: whole(1).default(1_200),
  RATE_PER_CONVERSATION: whole(1).default(120),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    // Its path is the number of a database; the client would end the process over another one, later.
    .refine((url) => !URL.canParse(url) || /^\/?$|^\/\d+$/.test(new URL(url).pathname), 'no such database')
    .optional(),
  JOURNAL_FILE: optional,
  JOURNAL_TEXT: z.enum(['none', 'redacted']).default('none'),
  START_DEGRADED: z.enum(['true', 'false']).default('false'),
  MicrosoftAppPasswordExpires: z.iso.date().optional(),
})

/** What the process is told from outside, checked. */
export type Config = {
  port: number
  host: string
  bot: { appId: string; password: string; type: string; tenantId: string } | null
  /** Key that signs Direct Line tokens; made at start when none is given, so that tokens end with the process. */
  tokenKey: Uint8Array
  isTokenKeyMade: boolean
  allowedOrigins: string[]
  /** The Direct Line service that holds the conversations, instead of this server. */
  directLineService: { secret: string; domain: string } | null
  logLevel: string
  /** Our own proxies in front: how many entries at the end of X-Forwarded-For are theirs. */
  trustedProxies: number
  /** Requests a minute. */
  rates: { perAddress: number; perConversation: number }
  redisUrl: string | null
  journalFile: string | null
  /** Whether the journal keeps the common words of what was not understood. */
  journalText: 'none' | 'redacted'
  /** Serve emergencies alone when other content is faulty, instead of stopping. */
  startDegraded: boolean
  /** The day on which the client secret ends, as `2027-05-01`. */
  secretExpires: string | null
}

/** A wrong setting: which variable, what it holds, what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const remedies: Record<string, string> = {
  PORT: 'a port from 0 to 65535, e.g. PORT=3978',
  MicrosoftAppType: 'SingleTenant, UserAssignedMSI or MultiTenant',
  TOKEN_KEY: 'at least 32 random characters, e.g. from `openssl rand -hex 32`',
  DIRECT_LINE_DOMAIN: 'an address such as https://europe.directline.botframework.com/v3/directline',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
  TRUST_PROXY: 'how many of your own proxies stand in front, e.g. 1',
  RATE_PER_ADDRESS: 'requests a minute from one address, e.g. 1200',
  RATE_PER_CONVERSATION: 'messages a minute in one conversation, e.g. 120',
  REDIS_URL: 'an address such as redis://localhost:6379, redis://localhost:6379/1 or rediss://…',
  JOURNAL_TEXT: 'none or redacted',
  START_DEGRADED: 'true or false',
  MicrosoftAppPasswordExpires: 'a date such as 2027-05-01',
}
const botSettings = Object.keys(Environment.shape).filter((name) => name.startsWith('MicrosoftApp'))
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Reads the environment: the only place that does. Throws a ConfigError that lists every fault. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(given)
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => {
      const name = String(path[0])
      const isSecret = /KEY|SECRET|Password$|REDIS_URL/.test(name)
      return `${name}=${isSecret ? '…' : (given[name] ?? '')}: ${message}. Set ${remedies[name] ?? 'it as README.md says'}.`
    })
    throw new ConfigError(faults.join('\n'))
  }
  const env = read.data
  const faults = toMisspelt(given)
  if (!env.MicrosoftAppId)
    for (const name of ['MicrosoftAppPassword', 'MicrosoftAppTenantId'] as const)
      if (env[name])
        faults.push(
          `${name}=… without MicrosoftAppId: anyone could post to the bot. Set MicrosoftAppId, or leave ${name} out.`,
        )
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
    if (origin.includes('*'))
      faults.push(
        `ALLOWED_ORIGINS holds ${origin}: a star stands for nothing here. Write each site's origin by itself, parted by commas.`,
      )
    else if (!URL.canParse(origin) || new URL(origin).origin !== origin)
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
  return {
    port: env.PORT,
    host: env.HOST,
    bot,
    tokenKey,
    isTokenKeyMade: !env.TOKEN_KEY,
    allowedOrigins: origins,
    directLineService: env.DIRECT_LINE_SECRET
      ? { secret: env.DIRECT_LINE_SECRET, domain: env.DIRECT_LINE_DOMAIN.replace(/\/$/, '') }
      : null,
    logLevel: env.LOG_LEVEL,
    trustedProxies: env.TRUST_PROXY,
    rates: { perAddress: env.RATE_PER_ADDRESS, perConversation: env.RATE_PER_CONVERSATION },
    redisUrl: env.REDIS_URL ?? null,
    journalFile: env.JOURNAL_FILE ?? null,
    journalText: env.JOURNAL_TEXT,
    startDegraded: env.START_DEGRADED === 'true',
    secretExpires: env.MicrosoftAppPasswordExpires ?? null,
  }
}

/** Names of the bot's settings in another case: nothing reads them, and without its id the bot would be open to anyone. */
function toMisspelt(given: Record<string, string | undefined>): string[] {
  return Object.keys(given).flatMap((name) => {
    const meant = botSettings.find((known) => known.toLowerCase() === name.toLowerCase())
    if (!meant || given[meant] !== undefined) return []
    return [`${name}=… is not read: its name is written ${meant}. Set ${meant} instead.`]
  })
}
