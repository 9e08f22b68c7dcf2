import { readFrontMatter } from './front-matter.ts'
import type { Issue } from './issue.ts'
import { type Passage, type Topic, TopicHead } from './schemas.ts'

const related = /^Voir aussi\s*:\s*(.+)$/m
const words = (text: string) => text.replace(/\[\d+\]/g, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0

/** The `[n]` marks of a text, each number once, in order of appearance. */
export function citedNumbers(text: string): number[] {
  return [...new Set([...text.matchAll(/\[(\d+)\]/g)].map((mark) => Number(mark[1])))]
}

/**
 * Reads content/passages/<topic>.md: front matter, then `## topic/slug`, `**question**`, the text, an optional
 * `> caveat` and an optional line of related ids. Faults are pushed on `issues`; what can be read is returned.
 */
export function readTopic(file: string, source: string, issues: Issue[]): Topic | null {
  const id = file.replace(/^.*\//, '').replace(/\.md$/, '')
  const head = readFrontMatter(file, source, TopicHead, issues)
  if (!head) return null
  const chunks = head.body.split(/^## +/m).slice(1)
  const passages = chunks.map((chunk) => readPassage(file, id, head.data.section, chunk, issues))
  if (passages.length === 0)
    issues.push(fault(file, id, 'passages', 'no passage', 'write a "## topic/slug" heading'))
  return { id, ...head.data, passages }
}

function readPassage(file: string, topic: string, section: string, chunk: string, issues: Issue[]): Passage {
  const [heading = '', ...rest] = chunk.split('\n')
  const id = heading.trim()
  const body = rest.join('\n')
  const question = body.match(/^\*\*(.+)\*\*\s*$/m)?.[1]?.trim() ?? ''
  const caveat =
    [...body.matchAll(/^> ?(.*)$/gm)]
      .map((line) => line[1])
      .join(' ')
      .trim() || null
  const text = body
    .replace(/^\*\*.+\*\*\s*$/m, '')
    .replace(/^>.*$/gm, '')
    .replace(related, '')
    .trim()
  const check = (ok: boolean, rule: string, message: string, remedy: string) => {
    if (!ok) issues.push(fault(file, id, rule, message, remedy))
  }
  check(new RegExp(`^${topic}/[a-z0-9-]+$`).test(id), 'id', `"${id}"`, `name it ${topic}/slug`)
  check(question.endsWith('?'), 'question', 'no question in bold', 'put **the question ?** under the heading')
  check(
    question.length <= 80,
    'question',
    `${question.length} characters`,
    'shorten it to 80, it labels a button',
  )
  const count = words(text)
  check(count >= 25 && count <= 100, 'length', `${count} words`, 'write 30 to 90 words')
  const links =
    body
      .match(related)?.[1]
      ?.split(',')
      .map((link) => link.trim()) ?? []
  return { id, topic, question, text, caveat, related: links, section, citations: citedNumbers(text) }
}

const fault = (file: string, path: string, rule: string, message: string, remedy: string): Issue => ({
  file,
  path,
  rule,
  message,
  remedy,
})
