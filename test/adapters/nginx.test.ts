import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/adapters/files/read-sources.ts'

const hasNginx = (() => {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn(
      'NOT RUN: the tests of .docker/nginx.conf, since no nginx is on the PATH. Install it to run them.',
    )
    return false
  }
})()

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A server on a free port: it answers with its name, or, frozen, not at all. */
async function startReplica(name: string, isFrozen = false) {
  const asked: { method: string; headers: IncomingHttpHeaders }[] = []
  const server = createServer((request, response) => {
    asked.push({ method: request.method ?? '', headers: request.headers })
    if (isFrozen) return
    request.resume().on('end', () => response.end(name))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return { port: (server.address() as AddressInfo).port, asked }
}

/** The real nginx with the project's settings, on these ports; `edit` is what an operator writes into them. */
async function startNginx([one, two]: [number, number], edit = (settings: string) => settings) {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const { port } = free.address() as AddressInfo
  await new Promise((resolve) => free.close(resolve))
  const settings = edit(readFileSync(join(projectRoot, '.docker/nginx.conf'), 'utf8'))
    .replaceAll('assistant-1:3978', `127.0.0.1:${one}`)
    .replaceAll('assistant-2:3978', `127.0.0.1:${two}`)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('/run/nginx.pid', join(folder, 'nginx.pid'))
    .replaceAll(/proxy_read_timeout \d+s/g, 'proxy_read_timeout 1s')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  )
  writeFileSync(join(folder, 'nginx.conf'), settings.replace('http {', `http {\n${temporary.join('\n')}`))
  const args = ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]
  execFileSync('nginx', ['-t', ...args], { stdio: 'pipe' })
  const child = spawn('nginx', [...args, '-g', 'daemon off;'], { stdio: 'ignore' })
  ends.unshift(() => new Promise((resolve) => child.once('exit', resolve).kill('SIGTERM')))
  const ask = (path: string, given: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, given)
  for (let tries = 0; tries < 100; tries++) {
    if (await ask('/readyz').catch(() => null)) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return ask
}
const message: RequestInit = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"type":"message"}',
}
const gone = 1

describe.skipIf(!hasNginx)('nginx before the replicas', () => {
  it.each(['/api/messages', '/v3/directline/conversations'])(
    'tells its own errors in the form of the protocol at %s',
    async (path) => {
      const ask = await startNginx([gone, gone])
      const told = async (given: RequestInit) => {
        const response = await ask(path, given)
        const { error } = (await response.json()) as { error: { code: string } }
        return [response.status, response.headers.get('content-type'), error.code]
      }
      expect(await told(message)).toEqual([502, 'application/json', 'ServiceError'])
      const large = { ...message, body: 'a'.repeat(300 * 1024) }
      expect(await told(large)).toEqual([413, 'application/json', 'MessageSizeTooBig'])
    },
  )

  it('asks the other replica where one is frozen, but sends no message twice', async () => {
    const frozen = await startReplica('frozen', true)
    const whole = await startReplica('whole')
    const ask = await startNginx([frozen.port, whole.port])
    for (let i = 0; i < 4; i++) expect(await (await ask('/faq')).text()).toBe('whole')
    expect(await (await ask('/v3/directline/session/getsessionid')).text()).toBe('whole')
    const answers = [await ask('/api/messages', message), await ask('/api/messages', message)]
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 504])
    const late = answers.find(({ status }) => status === 504)
    expect(await late?.json()).toMatchObject({ error: { code: 'ServiceError' } })
    const posts = [...frozen.asked, ...whole.asked].filter(({ method }) => method === 'POST')
    expect(posts).toHaveLength(2)
    // From now on the frozen one is left alone.
    expect(await (await ask('/api/messages', message)).text()).toBe('whole')
  }, 30_000)

  it('passes on what a proxy before it wrote if it knows that proxy, and nobody else’s', async () => {
    const replica = await startReplica('whole')
    const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9', 'x-forwarded-proto': 'https' }
    const seen = async (ask: Awaited<ReturnType<typeof startNginx>>) => {
      await (await ask('/faq', { headers })).text()
      const { headers: got } = replica.asked.at(-1) ?? { headers: {} as IncomingHttpHeaders }
      return [got['x-forwarded-for'], got['x-forwarded-proto']]
    }
    expect(await seen(await startNginx([replica.port, replica.port]))).toEqual(['127.0.0.1', 'http'])
    const known = (settings: string) =>
      settings
        .replace('# set_real_ip_from 10.0.0.0/8;', 'set_real_ip_from 127.0.0.0/8;')
        .replace('# 10.0.0.0/8 1;', '127.0.0.0/8 1;')
    expect(await seen(await startNginx([replica.port, replica.port], known))).toEqual([
      '203.0.113.9',
      'https',
    ])
  })
})
