// npm run bench: our server beside bare restify and Microsoft's echo bot, all in one run, since only ratios mean something.
import autocannon from 'autocannon'
import { loadAssistant } from '../adapters/files/load-assistant.ts'
import { emptyState } from '../core/dialogue/turn.ts'
import { benchDirectLine } from './bench-direct-line.ts'
import { json, type Measured, measure, question } from './bench-server.ts'
import { numberOf } from './fault.ts'
import { readBank } from './read-bank.ts'

const seconds = numberOf('--seconds', 6)
const sockets = numberOf('--sockets', 1_000)
const unlimited = { RATE_PER_ADDRESS: '1000000000', RATE_PER_CONVERSATION: '1000000000' }
const ours = { PORT: '0', NODE_ENV: 'production', JOURNAL_FILE: '', ...unlimited }

const shoot = async ({ address }: Measured, duration: number) => {
  const { requests, latency, non2xx, errors } = await autocannon({
    url: `${address}/api/messages`,
    method: 'POST',
    headers: json,
    body: question,
    connections: 50,
    duration,
  })
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`)
  return { requestsPerSecond: Math.round(requests.average), p50: latency.p50, p99: latency.p99 }
}
const run = async (script: string, env: Record<string, string>) => {
  const server = await measure(script, env)
  await shoot(server, 2)
  const figures = { ...(await shoot(server, seconds)), startMs: server.startMs, memoryMb: server.memory() }
  await server.stop()
  return figures
}

const bare = await run('test/bench/bare.ts', { NODE_ENV: 'production' })
const echo = await run('test/bench/echo.ts', { NODE_ENV: 'production' })
const messages = await run('src/main.ts', ours)
const server = await measure('src/main.ts', ours)
const directLine = await benchDirectLine(server.address, { sockets, active: 50, seconds })
await server.stop()
const core = benchCore()
const ratio = (a: number, b: number) => Number((a / b).toFixed(2))
const ratios = {
  'messages / echo, requests a second (goal ≥ 0.85)': ratio(
    messages.requestsPerSecond,
    echo.requestsPerSecond,
  ),
  'messages / echo, p99 (goal ≤ 1.3)': ratio(messages.p99, echo.p99),
  'direct line / echo, turns a second (goal ≥ 2)': ratio(directLine.turnsPerSecond, echo.requestsPerSecond),
  'start (goal ≤ 1.5)': ratio(messages.startMs, echo.startMs),
  'memory (goal ≤ 1.4)': ratio(messages.memoryMb, echo.memoryMb),
}
const result = { seconds, bare, echo, messages, directLine, core, ratios }
if (process.argv.includes('--json')) console.log(JSON.stringify(result))
else {
  console.table({ 'bare restify': bare, 'echo bot': echo, '/api/messages': messages })
  console.table({ 'Direct Line': directLine })
  console.table({ 'core alone, a turn (ms)': core.turn, 'screen of 200 letters (ms)': core.screen })
  console.table(ratios)
}

/** The core without a server, warm: a turn of the questions people ask, and the screen of texts of about 200 letters, in milliseconds. */
function benchCore() {
  const { assistant, screen } = loadAssistant()
  const bank = [...readBank().bank.utterances.values()]
  // Other questions first: a server that has answered some thousand is what people meet.
  for (const list of bank) for (const text of list.slice(10, 40)) assistant.reply({ text }, emptyState)
  const time = (texts: readonly string[], work: (text: string) => unknown) => {
    const times = texts.map((text) => {
      const started = performance.now()
      work(text)
      return performance.now() - started
    })
    times.sort((a, b) => a - b)
    const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2))
    return { turns: times.length, p50: at(0.5), p99: at(0.99) }
  }
  return {
    turn: time(
      bank.flatMap((list) => list.slice(0, 10)),
      (text) => assistant.reply({ text }, emptyState),
    ),
    screen: time(
      bank.flat().filter(({ length }) => length >= 180 && length <= 220),
      screen,
    ),
  }
}
