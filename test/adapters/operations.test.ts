import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { projectRoot, readSources } from '../../src/adapters/files/read-sources.ts'
import { endSlowClients } from '../../src/adapters/http/slow-clients.ts'
import { createFileSink } from '../../src/adapters/journal/file-sink.ts'
import { addDays, createJournal, type Days, firstKept } from '../../src/adapters/journal/journal.ts'
import { toReport } from '../../src/adapters/journal/to-report.ts'
import { readTeamsContent } from '../../src/adapters/teams/content.ts'
import { ContentError } from '../../src/core/knowledge/issue.ts'
import { type Running, start } from '../../src/main.ts'
import { posted } from '../posted.ts'

const folder = mkdtempSync(join(tmpdir(), 'assistant-'))
const journalFile = join(folder, 'journal.json')
const content = join(folder, 'root')
const copyContent = (to: string) => {
  for (const name of ['content', 'intents'])
    cpSync(join(projectRoot, name), join(to, name), { recursive: true })
}
const secret = 'Grenadine-Zanzibar'
const lost = { kind: 'fallback', topic: null, passage: null, family: null, channel: 'test' } as const
const lines: string[] = []
const at = ({ address }: Running) => address.replace('localhost', '127.0.0.1')
const post = async (running: Running, path: string, body: unknown, token?: string) => {
  const response = await fetch(`${at(running)}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  return (await response.json()) as {
    token: string
    conversationId: string
    streamUrl: string
    activities: { text: string; channelData: { assistant: { kind: string; text: string } } }[]
  }
}
let told = 0
const ask = async (running: Running, text: string) => {
  const { activities } = await post(running, '/api/messages', posted(text, `c${++told}`))
  return activities[0]?.channelData.assistant
}
const readJson = async (running: Running, path: string) => (await fetch(`${at(running)}${path}`)).json()

describe('a whole server', () => {
  let running: Running
  beforeAll(async () => {
    copyContent(content)
    const inDays = new Date(Date.now() + 10.5 * 86_400_000).toISOString().slice(0, 10)
    running = await start(
      { PORT: '0', LOG_LEVEL: 'trace', JOURNAL_FILE: journalFile, MicrosoftAppPasswordExpires: inDays },
      {},
      { contentRoot: content, logTo: { write: (line) => void lines.push(line) } },
    )
  }, 180_000)
  afterAll(() => running.stop(), 20_000)

  it('the privacy page says that nothing is written down, and nothing else', async () => {
    const privacy = await (await fetch(`${at(running)}/confidentialite`)).text()
    expect(privacy).toMatch(/dans aucun fichier ni aucun journal/)
    expect(privacy).not.toMatch(/mots courants|\{/)
  })

  it('says that it lives and that it is ready', async () => {
    expect(await readJson(running, '/healthz')).toMatchObject({ status: 'ok' })
    const ready = (await readJson(running, '/readyz')) as Record<string, unknown>
    expect(ready).toMatchObject({ status: 'ready', mode: 'full', core: 'ready', redis: 'none' })
    expect(ready.rulesChecksum).toMatch(/^[0-9a-f]{16}$/)
    expect([9, 10]).toContain(ready.secretExpiresInDays)
  })

  it('lets a browser keep the chat for ever under its own version alone', async () => {
    const loader = await (await fetch(`${at(running)}/widget.js`)).text()
    const own = loader.match(/\/widget-chat\.js\?v=[\w-]+/)?.[0] ?? ''
    const caching = async (path: string) =>
      (await fetch(`${at(running)}${path}`)).headers.get('cache-control')
    expect(await caching(own)).toContain('immutable')
    for (const path of ['/widget-chat.js', '/widget-chat.js?v=', '/widget-chat.js?v=abcdefghijkl', `${own}x`])
      expect(await caching(path)).toBe('no-cache')
    expect(await caching('/widget.js')).toBe('no-cache')
  })

  it('counts turns by kind, topic and channel, families, feedback and time, without a word', async () => {
    await ask(running, `la leucopénie est-elle contagieuse ? ${secret}`)
    await ask(running, `j’ai 39,5 de fièvre ${secret}`)
    const { token } = await post(running, '/v3/directline/tokens/generate', {})
    const { conversationId } = await post(running, '/v3/directline/conversations', {}, token)
    const judge = (value: object) =>
      post(
        running,
        `/v3/directline/conversations/${conversationId}/activities`,
        { type: 'event', name: 'feedback', value },
        token,
      )
    await judge({ useful: false, passage: 'faq-contagion/contagieux' })
    await judge({ useful: true, passage: `${secret} écrit à la place d’un numéro` })
    const text = await (await fetch(`${at(running)}/metrics`)).text()
    expect(text).toMatch(/assistant_turns_total\{kind="answer",topic="[\w-]+",channel="emulator"\} [1-9]/)
    expect(text).toMatch(/assistant_urgent_total\{family="[^"]+",channel="emulator"\} [1-9]/)
    expect(text).toMatch(/assistant_feedback_total\{verdict="useless",channel="directline"\} 1/)
    expect(text).toMatch(/assistant_turn_seconds_count\{channel="emulator"\} [1-9]/)
    expect(text).not.toContain(secret)
  })

  it('takes new content while it runs, and keeps the old when the new is faulty', async () => {
    const article = join(content, 'content/article.yaml')
    const good = readFileSync(article, 'utf8')
    writeFileSync(article, `${good}\nunknown: 1\n`)
    await expect(running.reload()).rejects.toThrow(ContentError)
    expect((await ask(running, 'bonjour'))?.kind).toBe('smalltalk')
    const newer = good.replace(/contentVersion: .*/, 'contentVersion: "99.0.0"')
    writeFileSync(article, newer.replace(/reviewBy: .*/, 'reviewBy: 2020-01-31'))
    let isReloaded = false
    const reloading = running.reload().then(() => {
      isReloaded = true
    })
    for (let i = 0; i < 5; i++) expect((await ask(running, 'bonjour'))?.kind).toBe('smalltalk')
    expect(isReloaded).toBe(false)
    await reloading
    const ready = (await readJson(running, '/readyz')) as Record<string, unknown>
    expect(ready).toMatchObject({ contentVersion: '99.0.0', status: 'ready' })
    expect(ready.reviewDueInDays).toBeLessThan(-2_000)
    expect(lines.filter((line) => line.includes('due for a review'))).toEqual([
      expect.stringContaining('"reviewBy":"2020-01-31"'),
    ])
    expect((await ask(running, 'la leucopénie est-elle contagieuse ?'))?.kind).toBe('answer')
  }, 240_000)

  it('stops within ten seconds: turns are finished, sockets closed as going away, the journal written', async () => {
    const { token } = await post(running, '/v3/directline/tokens/generate', {})
    const { streamUrl } = await post(running, '/v3/directline/conversations', {}, token)
    const socket = new WebSocket(streamUrl)
    await new Promise((resolve) => socket.on('open', resolve))
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    const waiting = Promise.all(Array.from({ length: 20 }, () => ask(running, 'bonjour')))
    await new Promise((resolve) => setTimeout(resolve, 5))
    const started = performance.now()
    const stopped = running.stop()
    expect((await waiting).every((reply) => reply?.kind === 'smalltalk')).toBe(true)
    expect(await closed).toBe(1001)
    await stopped
    expect(performance.now() - started).toBeLessThan(10_000)
    await expect(fetch(`${at(running)}/healthz`)).rejects.toThrow()

    const kept = readFileSync(journalFile, 'utf8')
    expect(kept).not.toContain(secret)
    expect(kept).not.toContain('fièvre ')
    expect(lines.join('')).not.toContain(secret)
    const day = JSON.parse(kept)[new Date().toISOString().slice(0, 10)] as Record<string, number>
    expect(day['kind|urgent']).toBe(1)
    expect(Object.keys(day).some((name) => name.startsWith('urgent|'))).toBe(true)
    expect(day['useful|unknown']).toBe(1)
    expect(toReport(JSON.parse(kept))).toContain('<svg')
  }, 30_000)
})

describe('a stop', () => {
  it('is not held up by a client that comes back at once', async () => {
    const running = await start({ PORT: '0', LOG_LEVEL: 'silent' })
    const { token } = await post(running, '/v3/directline/tokens/generate', {})
    const { streamUrl } = await post(running, '/v3/directline/conversations', {}, token)
    const socket = new WebSocket(streamUrl)
    await new Promise((resolve) => socket.on('open', resolve))
    const refused = new Promise<string>((resolve) =>
      socket.on('close', () => {
        const again = new WebSocket(streamUrl)
        again.on('open', () => resolve('open'))
        again.on('error', ({ message }) => resolve(message))
      }),
    )
    const started = performance.now()
    await running.stop()
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(await refused).toContain('503')
  }, 60_000)
})

describe('with a faulty passage', () => {
  const broken = join(folder, 'broken')
  beforeAll(() => {
    copyContent(broken)
    appendFileSync(join(broken, 'content/passages/causes.md'), '\n## no id\n')
  })

  it('the start stops, every fault listed', async () => {
    await expect(start({ PORT: '0', LOG_LEVEL: 'silent' }, {}, { contentRoot: broken })).rejects.toThrow(
      ContentError,
    )
  })

  it('START_DEGRADED=true serves emergencies, and says sorry to the rest', async () => {
    const running = await start(
      { PORT: '0', LOG_LEVEL: 'silent', START_DEGRADED: 'true' },
      {},
      { contentRoot: broken },
    )
    expect(await readJson(running, '/readyz')).toMatchObject({ status: 'degraded', mode: 'urgent-only' })
    const urgent = await ask(running, 'j’ai 39,5 de fièvre')
    expect([urgent?.kind, urgent?.text.includes('15 (SAMU)')]).toEqual(['urgent', true])
    const apology = readFileSync(join(broken, 'content/urgence.md'), 'utf8').match(/apology: "(.*)"/)?.[1]
    expect((await ask(running, 'quels vaccins faire ?'))?.text).toBe(apology)
    const page = await (await fetch(`${at(running)}/faq`)).text()
    expect(page).toContain('tel:15')
    await running.stop()
  }, 180_000)

  it('START_DEGRADED=true keeps good content when the new one is faulty', async () => {
    const root = join(folder, 'good')
    copyContent(root)
    const running = await start(
      { PORT: '0', LOG_LEVEL: 'silent', START_DEGRADED: 'true' },
      {},
      { contentRoot: root },
    )
    appendFileSync(join(root, 'content/passages/causes.md'), '\n## no id\n')
    await expect(running.reload()).rejects.toThrow(ContentError)
    expect(await readJson(running, '/readyz')).toMatchObject({ status: 'ready', mode: 'full' })
    expect((await ask(running, 'la leucopénie est-elle contagieuse ?'))?.kind).toBe('answer')
    await running.stop()
  }, 180_000)

  it('START_DEGRADED=true is over once the content is repaired: pages, scripts and labels are the new ones', async () => {
    const root = join(folder, 'repaired')
    copyContent(root)
    appendFileSync(join(root, 'content/widget.yaml'), '\nunknown: 1\n')
    const running = await start(
      { PORT: '0', LOG_LEVEL: 'silent', START_DEGRADED: 'true' },
      {},
      { contentRoot: root },
    )
    const title = async () => {
      const { activities } = (await post(running, '/api/messages', {
        ...posted('menu', `c${++told}`),
        channelId: 'msteams',
      })) as unknown as { activities: { attachments?: { content: { body: { text: string }[] } }[] }[] }
      return activities[0]?.attachments?.[0]?.content.body[0]?.text
    }
    const statusOf = async (path: string) => (await fetch(`${at(running)}${path}`)).status
    expect([await title(), await statusOf('/'), await statusOf('/widget.js')]).toEqual([undefined, 200, 404])
    copyContent(root)
    await running.reload()
    const { choose } = readTeamsContent(readSources(root)).cards
    expect([await title(), await statusOf('/'), await statusOf('/widget.js')]).toEqual([choose, 200, 200])
    await running.stop()
  }, 180_000)

  it('a faulty rule table or urgent reply stops even that', async () => {
    writeFileSync(join(broken, 'intents/urgence/fievre.yaml'), 'family: [')
    await expect(
      start({ PORT: '0', LOG_LEVEL: 'silent', START_DEGRADED: 'true' }, {}, { contentRoot: broken }),
    ).rejects.toThrow(ContentError)
  })
})

describe('JOURNAL_TEXT=redacted', () => {
  it('keeps the common words of what was not understood, and no other, for the report', async () => {
    const file = join(folder, 'redacted.json')
    const server = await start({
      PORT: '0',
      LOG_LEVEL: 'silent',
      JOURNAL_FILE: file,
      JOURNAL_TEXT: 'redacted',
    })
    expect((await ask(server, `le prix de ma voiture ? ${secret} 0612345678`))?.kind).toBe('fallback')
    expect((await ask(server, `la leucopénie est-elle contagieuse ? ${secret}`))?.kind).toBe('answer')
    const privacy = await (await fetch(`${at(server)}/confidentialite`)).text()
    expect(privacy).toMatch(/garde 30 jours quelques mots courants/)
    expect(privacy).not.toMatch(/ni aucun journal|rien n&#39;est conservé|\{/)
    await server.stop()
    const kept = readFileSync(file, 'utf8')
    expect(kept).toMatch(/"text\|prix voiture"/)
    expect(kept).not.toMatch(/grenadine|zanzibar|0612|contagieuse/i)
    expect(toReport(JSON.parse(kept))).toContain('JOURNAL_TEXT=redacted')
  }, 180_000)
})

describe('the journal', () => {
  it('keeps no more than a thousand texts a day, and counts those it has on', async () => {
    const days: Days = {}
    const sink = {
      read: async () => days,
      add: async (more: Days) => void Object.assign(days, addDays(days, more)),
    }
    let now = Date.parse('2026-01-01T12:00:00Z')
    const journal = createJournal(sink, () => now)
    const tell = (redacted: string) => journal.turn({ ...lost, confidence: null, nearest: [], redacted })
    const textsOf = (day: string) => Object.keys(days[day] ?? {}).filter((name) => name.startsWith('text|'))
    for (let n = 0; n < 1_500; n++) {
      tell(`mot ${n}`)
      if (n % 400 === 0) await journal.flush()
    }
    tell('mot 3')
    await journal.flush()
    expect(textsOf('2026-01-01')).toHaveLength(1_000)
    expect(days['2026-01-01']?.['text|mot 3']).toBe(2)
    now += 86_400_000
    tell('mot 1499')
    await journal.flush()
    expect(textsOf('2026-01-02')).toEqual(['text|mot 1499'])
  })

  it('forgets after 30 days and adds up what was kept for later', async () => {
    const file = join(folder, 'days/journal.json')
    let now = Date.parse('2026-01-01T12:00:00Z')
    const sink = createFileSink(file, () => now)
    let isDown = true
    const add = (days: Days) => (isDown ? Promise.reject(new Error('down')) : sink.add(days))
    const journal = createJournal({ ...sink, add }, () => now)
    journal.turn({ ...lost, confidence: 0.31, nearest: ['causes'] })
    await expect(journal.flush()).rejects.toThrow('down')
    expect(existsSync(file)).toBe(false)
    journal.turn({ ...lost, confidence: 0.31, nearest: ['causes'] })
    isDown = false
    await journal.flush()
    expect((await sink.read())['2026-01-01']).toEqual({
      'kind|fallback': 2,
      'score|0.3': 2,
      'near|fallback|causes': 2,
    })
    now = Date.parse('2026-01-31T12:00:00Z')
    expect(firstKept(now)).toBe('2026-01-02')
    journal.turn({ ...lost, confidence: 0.31, nearest: [] })
    await journal.flush()
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['2026-01-31'])
  })
})

describe('a slow client', () => {
  const send = async (parts: string[]) => {
    const http = createServer((request, response) => {
      request.resume().on('end', () => response.end('whole'))
    })
    endSlowClients(http, { headMs: 800, bodyMs: 1_200 })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const answer = await new Promise<string>((resolve, reject) => {
      let read = ''
      const socket = connect((http.address() as AddressInfo).port, '127.0.0.1')
      const timer = setInterval(() => {
        const part = parts.shift()
        if (part !== undefined && socket.writable) socket.write(part)
      }, 100)
      socket.on('data', (data) => {
        read += data
      })
      socket.on('close', () => {
        clearInterval(timer)
        resolve(read)
      })
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EPIPE' || error.code === 'ECONNRESET' ? null : reject(error),
      )
    })
    http.close()
    return answer
  }
  it('is cut off while it drips its head or its body', async () => {
    expect(await send(['GET / HTTP/1.1\r\n', ...Array<string>(30).fill('X: a\r\n')])).toBe('')
    expect(
      await send([
        'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\r\n',
        ...Array<string>(30).fill('a'),
      ]),
    ).toBe('')
    expect(await send(['GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'])).toContain('whole')
  }, 20_000)
})
