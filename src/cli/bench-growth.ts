// npm run bench:growth [-- --json]: how time and memory grow with the base, on synthetic ones of 100 to 100,000 passages.

import { loadFrenchWords } from '../adapters/files/french-words.ts'
import { projectRoot, readSources } from '../adapters/files/read-sources.ts'
import { words } from '../core/language/tokens.ts'
import { readShortenings, readWords } from '../core/language/word-lists.ts'
import { createFaqMatcher, type FaqDocument } from '../core/matching/faq.ts'
import { readBank } from './read-bank.ts'

const sizes = [100, 1000, 10_000, 100_000]
const questions = 200
const warmUp = 20
const megabyte = 1_048_576

const files = readSources(projectRoot)
const french = loadFrenchWords()
const passages = [...readBank(files).knowledge.passages.values()]
// Word frequencies as in our own passages, with rare French words mixed in so that the vocabulary grows with the base.
const spoken = passages.flatMap(({ question, text }) => words(`${question} ${text}`))
const rare = [...french].filter((word) => word.length > 4)
const rareShare = 0.08
const next = createRandom(20_251_124)

if (!process.argv.includes('--json'))
  console.log(
    ['passages', 'build ms', 'ms p50', 'ms p99', 'found', 'memory MB']
      .map((head) => head.padStart(10))
      .join(''),
  )
for (const size of sizes) {
  const docs = Array.from({ length: size }, (_, i) => synthetic(i))
  const before = memory()
  const started = performance.now()
  const match = createFaqMatcher({
    docs,
    shortenings: readShortenings(files.get('intents/sms.txt') ?? ''),
    grammar: readWords(files.get('intents/mots-outils.txt') ?? ''),
    isWord: (word) => french.has(word),
  })
  const buildMs = Math.round(performance.now() - started)
  const times: number[] = []
  let found = 0
  for (let i = 0; i < questions + warmUp; i++) {
    const doc = docs[Math.floor(next() * size)] as FaqDocument
    const asked = ask(doc)
    const start = performance.now()
    const best = match(asked, 1)[0]
    if (i < warmUp) continue
    times.push(performance.now() - start)
    if (best?.id === doc.id) found++
  }
  times.sort((a, b) => a - b)
  const figures = {
    passages: size,
    buildMs,
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    found: found / questions,
    memoryMb: Math.round((memory() - before) / megabyte),
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else
    console.log(
      [
        String(size),
        String(buildMs),
        figures.p50.toFixed(2),
        figures.p99.toFixed(2),
        `${Math.round(figures.found * 100)} %`,
        String(figures.memoryMb),
      ]
        .map((cell) => cell.padStart(10))
        .join(''),
    )
}

/** A passage of our own lengths: a question of a dozen words, an answer of 30 to 90. */
function synthetic(i: number): FaqDocument {
  return {
    id: String(i),
    question: text(8 + Math.floor(next() * 8)),
    answer: text(30 + Math.floor(next() * 60)),
  }
}

function text(length: number): string {
  return Array.from({ length }, () => pick(next() < rareShare ? rare : spoken)).join(' ')
}

/** A question about a document: half of its question's words, one of them misspelt, and some of the answer's. */
function ask({ question, answer }: FaqDocument): string {
  const kept = question.split(' ').filter(() => next() < 0.5)
  const hurt = kept.map((word, at) => (at === 0 && word.length > 5 ? word.slice(0, 3) + word.slice(4) : word))
  return [...hurt, ...answer.split(' ').filter(() => next() < 0.05)].join(' ')
}

function pick(list: readonly string[]): string {
  return list[Math.floor(next() * list.length)] ?? ''
}

/** What the process holds after a collection, where the runtime lets us ask for one (node --expose-gc). */
function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** A linear congruential generator: the same bases on any machine. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
