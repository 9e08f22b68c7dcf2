// npm run soak: mixed traffic on two replicas with Redis; one replica is killed and Redis restarted on the way. Bounded: `-- --minutes N`.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { json, type Measured, measure, question } from './bench-server.ts'
import { fail, numberOf } from './fault.ts'
import { samples } from './samples.ts'
import { talk } from './soak-direct-line.ts'

const minutes = numberOf('--minutes', 30)
const workers = 20
const redisPort = 21_000 + (process.pid % 20_000)
const env = {
  PORT: '0',
  LOG_LEVEL: 'fatal',
  TOKEN_KEY: 'k'.repeat(40),
  REDIS_URL: `redis://127.0.0.1:${redisPort}`,
  RATE_PER_ADDRESS: '1000000000',
  RATE_PER_CONVERSATION: '1000000000',
}
if (spawnSync('redis-server', ['--version']).status !== 0)
  fail('soak needs a redis-server on the PATH: install it')

let redis = startRedis()
process.once('exit', () => redis.kill('SIGKILL'))
const replicas: Measured[] = [await measure('src/main.ts', env), await measure('src/main.ts', env)]
const begun = performance.now()
const until = begun + minutes * 60_000
const tally = { questions: 0, emergencies: 0, garbage: 0, broken: 0, retries: 0 }
const faults: string[] = []
const memory: number[][] = []

const chaos = (async () => {
  await waitUntil(1 / 3)
  console.log('one replica is killed')
  await replicas[1]?.kill()
  replicas[1] = await measure('src/main.ts', env)
  console.log(`it is back after ${replicas[1].startMs} ms`)
  await waitUntil(2 / 3)
  console.log('Redis is killed')
  await new Promise((resolve) => redis.once('exit', resolve).kill('SIGKILL'))
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  redis = startRedis()
  console.log('Redis is back')
})()
const sampling = setInterval(() => memory.push(replicas.map((replica) => replica.memory())), 10_000)
memory.push(replicas.map((replica) => replica.memory()))
const visits = { talks: 0, asked: 0, begunAnew: 0 }
const visitors = Array.from({ length: 4 }, (_, i) =>
  talk(i, {
    addressOf,
    isOver: () => performance.now() >= until,
    tally: visits,
    fault: (text) => void faults.push(text),
  }),
)
await Promise.all([...Array.from({ length: workers }, (_, i) => work(i)), ...visitors])
await chaos
clearInterval(sampling)
memory.push(replicas.map((replica) => replica.memory()))
await Promise.all(replicas.map((replica) => replica.stop()))
redis.kill('SIGKILL')

for (const fault of faults.slice(0, 20)) console.log(fault)
console.log(`memory of the replicas in MB: ${memory.map((pair) => pair.join('/')).join(' ')}`)
console.log(
  `soak: ${minutes} minutes, ${JSON.stringify(tally)}, visitors ${JSON.stringify(visits)}, ${faults.length} faults`,
)
process.exit(faults.length > 0 ? 1 : 0)

/** One caller after the other, at the replica that is its turn; as a balancer does, at the other when one is gone. */
async function work(worker: number): Promise<void> {
  for (let i = worker; performance.now() < until; i += workers) {
    const dice = i % 7
    if (dice === 0) await ask(i, samples.emergency, 'urgent')
    else if (dice === 1) await garbage(i)
    else if (dice === 2) breakOff(i)
    else await ask(i, samples.question, 'answer')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function ask(i: number, text: string, kind: 'urgent' | 'answer'): Promise<void> {
  const body = JSON.stringify({ ...JSON.parse(question), text, conversation: { id: `soak-${i % 500}` } })
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const response = await fetch(`${addressOf(i + attempt)}/api/messages`, {
        method: 'POST',
        headers: json,
        body,
      })
      const reply = await response.text()
      if (kind === 'urgent') tally.emergencies++
      else tally.questions++
      if (!reply.includes(`"kind":"${kind}"`))
        faults.push(`${kind}: ${response.status} ${reply.slice(0, 200)}`)
      return
    } catch {
      // The replica was killed under this request: the balancer's retry.
      tally.retries++
    }
  }
  faults.push(`no reply to: ${kind}`)
}

async function garbage(i: number): Promise<void> {
  const expired = 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln'
  try {
    const response = await fetch(`${addressOf(i)}/v3/directline/conversations/x/activities`, {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${expired}` },
      body: i % 2 === 0 ? '{"type":' : '{}',
    })
    await response.text()
    tally.garbage++
    if (response.status >= 500 || response.status < 400) faults.push(`garbage: ${response.status}`)
  } catch {
    tally.retries++
  }
}

/** A caller whose network goes in the middle of a body. */
function breakOff(i: number): void {
  tally.broken++
  const { hostname, port } = new URL(addressOf(i))
  const socket = connect(Number(port), hostname, () => {
    socket.write(
      'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"ty',
    )
    setTimeout(() => socket.destroy(), 50)
  })
  socket.on('error', () => socket.destroy())
}

function addressOf(i: number): string {
  return (replicas[i % replicas.length] as Measured).address
}

function startRedis(): ChildProcess {
  return spawn(
    'redis-server',
    ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: 'ignore',
    },
  )
}

async function waitUntil(share: number): Promise<void> {
  await new Promise((resolve) =>
    setTimeout(resolve, Math.max(0, begun + (until - begun) * share - performance.now())),
  )
}
