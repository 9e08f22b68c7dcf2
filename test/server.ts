import type { Cloud } from '../src/adapters/bot-framework/cloud-adapter.ts'
import { start } from '../src/main.ts'

/** The real server on a free port, quiet. */
export async function startServer(environment: Record<string, string> = {}, cloud: Cloud = {}) {
  const { address, stop } = await start({ PORT: '0', LOG_LEVEL: 'silent', ...environment }, cloud)
  return { address: address.replace('localhost', '127.0.0.1'), stop }
}
