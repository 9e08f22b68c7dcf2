import { type FollowUp, readFollowUps } from './follow-ups.ts'
import { readFrontMatter, readYaml } from './front-matter.ts'
import type { Issue } from './issue.ts'
import { readTopic } from './passages.ts'
import {
  Article,
  type Passage,
  Phrases,
  type Reference,
  References,
  type Topic,
  type Urgent,
  UrgentHead,
} from './schemas.ts'
import { checkSources } from './sources.ts'
import { readSynonyms, type Synonyms } from './synonyms.ts'
import { checkTongues } from './tongues.ts'
import { readUtterances, type UtteranceBank } from './utterances.ts'

/** Everything the assistant says, and which words mean the same, checked. */
export type Knowledge = {
  article: Article
  phrases: Phrases
  urgent: Urgent
  references: Map<number, Reference>
  statusLabels: References['labels']
  topics: Topic[]
  passages: Map<string, Passage>
  /** Words that mean the same, those of foreign subjects among them. */
  synonyms: Synonyms
  /** The groups whose subjects the article does not treat. */
  foreign: Synonyms
}

/** Everything it knows people say, checked: what is learned from, and not needed afterwards. */
export type Bank = {
  /** Utterances by passage id. */
  utterances: UtteranceBank
  /** Utterances by small-talk intent. */
  smalltalk: UtteranceBank
  /** Utterances by subject that the article does not answer. */
  outOfScope: UtteranceBank
  /** Messages of people in an emergency, and harmless ones that come close: what the second net learns from. */
  emergencies: string[]
  ordinary: string[]
  /** What people say after an answer, and what answers it then. */
  followUps: FollowUp[]
}

/** The files of content/ and intents/ by their path from the project's root, e.g. `content/passages/causes.md`. */
export type SourceFiles = ReadonlyMap<string, string>

/** Reads and cross-checks all content. Returns the knowledge and the bank, or every fault found. */
export function buildKnowledge(
  files: SourceFiles,
): { knowledge: Knowledge; bank: Bank } | { issues: Issue[] } {
  const issues: Issue[] = []
  const source = (file: string) => {
    const text = files.get(file)
    if (text === undefined)
      issues.push({ file, path: '', rule: 'missing', message: 'no such file', remedy: 'add it' })
    return text ?? ''
  }
  const article = readYaml('content/article.yaml', source('content/article.yaml'), Article, issues)
  const phrases = readYaml('content/phrases.yaml', source('content/phrases.yaml'), Phrases, issues)
  const listed = readYaml('content/references.yaml', source('content/references.yaml'), References, issues)
  const urgent = buildUrgent(files, issues)
  const topics = (article?.topics ?? []).map((id) => {
    const file = `content/passages/${id}.md`
    return readTopic(file, source(file), issues)
  })
  const said = (file: string) => readUtterances(file, source(file), issues)
  const bank: Omit<Bank, 'followUps'> = {
    utterances: new Map(
      (article?.topics ?? []).flatMap((id) => [...saidOf(id, said(`intents/${id}.txt`), issues)]),
    ),
    smalltalk: said('intents/smalltalk.txt'),
    outOfScope: said('intents/hors-sujet.txt'),
    emergencies: [...said('intents/urgence/messages.txt').values()].flat(),
    ordinary: [...said('intents/urgence/ordinaires.txt').values()].flat(),
  }
  const foreign = readSynonyms('intents/sujets-etrangers.txt', source('intents/sujets-etrangers.txt'), issues)
  const synonyms = [
    ...readSynonyms('intents/synonymes.txt', source('intents/synonymes.txt'), issues),
    ...foreign,
  ]
  issues.push(...checkSources(files, article?.topics ?? []))
  if (!article || !phrases || !listed || !urgent) return { issues }
  const known = topics.filter((topic) => topic !== null)
  const passages = new Map(known.flatMap((topic) => topic.passages.map((p): [string, Passage] => [p.id, p])))
  const references = new Map(listed.references.map((r): [number, Reference] => [r.number, r]))
  const knowledge: Knowledge = {
    article,
    phrases,
    urgent,
    references,
    statusLabels: listed.labels,
    topics: known,
    passages,
    synonyms,
    foreign,
  }
  const suites = 'intents/suites.txt'
  const ids = { passages: new Set(passages.keys()), topics: new Set(article.topics) }
  const followUps = readFollowUps(suites, said(suites), ids, issues)
  issues.push(...crossCheck(knowledge, bank))
  checkTongues(files, phrases.languages, issues)
  return issues.length > 0 ? { issues } : { knowledge, bank: { ...bank, followUps } }
}

/** A topic's utterances. Those of another would take the place of what its own file says, or be lost to it. */
function saidOf(topic: string, bank: UtteranceBank, issues: Issue[]): UtteranceBank {
  for (const id of bank.keys())
    if (!id.startsWith(`${topic}/`))
      issues.push({
        file: `intents/${topic}.txt`,
        path: id,
        rule: 'other topic',
        message: id,
        remedy: 'move it to the file of its topic',
      })
  return bank
}

/** Reads content/urgence.md alone, so that the urgent reply stands whatever becomes of the rest. */
export function buildUrgent(files: SourceFiles, issues: Issue[]): Urgent | null {
  const file = 'content/urgence.md'
  const head = readFrontMatter(file, files.get(file) ?? '', UrgentHead, issues)
  if (!head) return null
  for (const number of ['15', '112', '114', '3114'])
    if (!new RegExp(`\\b${number}\\b`).test(head.body))
      issues.push({ file, path: '', rule: 'number', message: `no ${number}`, remedy: 'name it in the text' })
  return { ...head.data, text: head.body }
}

function crossCheck(
  { passages, references, phrases, topics, urgent }: Knowledge,
  { utterances, smalltalk }: Pick<Bank, 'utterances' | 'smalltalk'>,
): Issue[] {
  const issues: Issue[] = []
  const report = (file: string, path: string, rule: string, message: string, remedy: string) =>
    issues.push({ file, path, rule, message, remedy })
  const count = topics.reduce((sum, topic) => sum + topic.passages.length, 0)
  if (count !== passages.size)
    report('content/passages', '', 'double id', `${count - passages.size}`, 'rename one')
  for (const p of passages.values()) {
    const file = `content/passages/${p.topic}.md`
    for (const n of p.citations)
      if (!references.has(n)) report(file, p.id, 'citation', `[${n}]`, 'use a number of references.yaml')
    for (const id of p.related)
      if (!passages.has(id)) report(file, p.id, 'related', id, 'name an existing passage')
    const said = utterances.get(p.id)?.length ?? 0
    if (said < 12) report(`intents/${p.topic}.txt`, p.id, 'utterances', `${said}`, 'write at least 12')
  }
  for (const id of utterances.keys())
    if (!passages.has(id)) report('intents', id, 'unknown passage', id, 'name an existing passage')
  for (const id of [...phrases.starters, phrases.ownFigurePassage])
    if (!passages.has(id))
      report(
        'content/phrases.yaml',
        'starters, ownFigurePassage',
        'unknown passage',
        id,
        'name an existing passage',
      )
  for (const n of urgent.text.matchAll(/\[(\d+)\]/g))
    if (!references.has(Number(n[1])))
      report('content/urgence.md', '', 'citation', n[0], 'use a number of references.yaml')
  for (const [intent, ids] of Object.entries(phrases.smalltalkOptions))
    for (const id of ids)
      if (!smalltalk.has(intent) || !passages.has(id))
        report(
          'content/phrases.yaml',
          `smalltalkOptions.${intent}`,
          'unknown',
          id,
          'name small talk and a passage',
        )
  const commands = new Set(['help', 'menu', 'sources', 'forget'])
  for (const intent of smalltalk.keys())
    if (!commands.has(intent) && !phrases.smalltalk[intent])
      report('content/phrases.yaml', `smalltalk.${intent}`, 'missing', intent, 'write the reply')
  return issues
}
