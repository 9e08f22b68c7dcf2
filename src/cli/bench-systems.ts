import { stemmer } from '@orama/stemmers/french'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import { loadFrenchWords } from '../adapters/files/french-words.ts'
import { projectRoot, readSources } from '../adapters/files/read-sources.ts'
import { words } from '../core/language/tokens.ts'
import { readShortenings, readWords } from '../core/language/word-lists.ts'
import { createFaqMatcher, type FaqDocument } from '../core/matching/faq.ts'

/** Text to the ids of documents, best first. */
export type Find = (text: string) => Promise<string[]> | string[]
export type System = { name: string; build: (docs: readonly FaqDocument[]) => Promise<Find> | Find }

const shown = 50
// Fuse's bit-parallel search slows down steeply on a long text.
const longestForFuse = 200

const textsOf = ({ question, variants = [] }: FaqDocument) => [question, ...variants].join('\n')

function ours(docs: readonly FaqDocument[]): Find {
  const files = readSources(projectRoot)
  const french = loadFrenchWords()
  const match = createFaqMatcher({
    docs,
    shortenings: readShortenings(files.get('intents/sms.txt') ?? ''),
    grammar: readWords(files.get('intents/mots-outils.txt') ?? ''),
    isWord: (word) => french.has(word),
  })
  return (text) => match(text, shown).map(({ id }) => id)
}

/** Fuse.js alone over the questions and their variants, in its token search, which does best here. */
function fuseAlone(docs: readonly FaqDocument[]): Find {
  const fuse = new Fuse(
    docs.flatMap((doc) => [doc.question, ...(doc.variants ?? [])].map((text) => ({ id: doc.id, text }))),
    { keys: ['text'], ignoreDiacritics: true, ignoreLocation: true, threshold: 0.6, useTokenSearch: true },
  )
  return (text) => [...new Set(fuse.search(text.slice(0, longestForFuse)).map(({ item }) => item.id))]
}

/** MiniSearch as it does best here: the French stemmer, no grammar words, by prefix, the question counting four times. */
function miniSearch(docs: readonly FaqDocument[]): Find {
  const grammar = readWords(readSources(projectRoot).get('intents/mots-outils.txt') ?? '')
  const index = new MiniSearch<{ id: string; question: string; answer: string }>({
    fields: ['question', 'answer'],
    tokenize: words,
    processTerm: (term) => (grammar.has(term) ? null : stemmer(term)),
    searchOptions: { boost: { question: 4 }, prefix: true },
  })
  index.addAll(docs.map((doc) => ({ id: doc.id, question: textsOf(doc), answer: doc.answer })))
  return (text) => index.search(text).map(({ id }) => String(id))
}

/** nlp.js, each document an intent. It ships no types: the few calls used are written down here. */
async function nlpJs(docs: readonly FaqDocument[]): Promise<Find> {
  type Nlp = {
    nluManager: { settings: Record<string, unknown> }
    settings: Record<string, unknown>
    addLanguage(language: string): void
    addDocument(language: string, text: string, intent: string): void
    train(): Promise<void>
    process(
      language: string,
      text: string,
    ): Promise<{ classifications?: { intent: string; score: number }[] }>
  }
  const [basic, french] = await Promise.all(['@nlpjs/basic', '@nlpjs/lang-fr'].map((name) => import(name)))
  const container = await basic.containerBootstrap()
  container.use(basic.Nlp)
  container.use(french.LangFr)
  const nlp = container.get('nlp') as Nlp
  nlp.settings.autoSave = false
  // Its training reports to the standard output, which belongs to the figures.
  nlp.nluManager.settings.log = false
  nlp.addLanguage('fr')
  for (const doc of docs)
    for (const text of [doc.question, ...(doc.variants ?? [])]) nlp.addDocument('fr', text, doc.id)
  await nlp.train()
  return async (text) =>
    ((await nlp.process('fr', text)).classifications ?? [])
      .filter(({ intent }) => intent !== 'None')
      .map(({ intent }) => intent)
}

/** Our matcher first, then what it is measured against. */
export const systems: readonly System[] = [
  { name: 'ours', build: ours },
  { name: 'Fuse alone', build: fuseAlone },
  { name: 'MiniSearch', build: miniSearch },
  { name: 'nlp.js', build: nlpJs },
]
