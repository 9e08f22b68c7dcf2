import type { Issue } from './issue.ts'
import type { SourceFiles } from './knowledge.ts'

/** Lists of which none may be lost: without one the assistant would start, and read worse without a word. */
const lists = [
  ...['smalltalk', 'hors-sujet', 'suites', 'synonymes', 'sujets-etrangers', 'sms'],
  ...[
    'mots-outils',
    'mots-interrogatifs',
    'mots-legers',
    'mots-sujet',
    'mots-effacer',
    'resultats',
    'urgence/messages',
    'urgence/ordinaires',
  ],
].map((name) => `intents/${name}.txt`)
/** What stands where another encoding had its letter, and what UTF-16 has between letters. */
const undecoded = /[\uFFFD\0]/
const ofTopic = /^(?:content\/passages\/([^/]+)\.md|intents\/([^/]+)\.txt)$/

/** Faults of the files as such: unreadable ones, lists without a line, and files that nothing reads. */
export function checkSources(files: SourceFiles, topics: readonly string[]): Issue[] {
  return [...checkEncoding(files), ...checkLists(files), ...checkUnread([...files.keys()], topics)]
}

/** A letter that could not be decoded hides the word it stands in, in a rule of emergencies too. */
export function checkEncoding(files: Iterable<[string, string]>): Issue[] {
  return [...files].flatMap(([file, text]) => {
    const at = text.search(undecoded)
    if (at < 0) return []
    const path = `line ${text.slice(0, at).split('\n').length}`
    return [{ file, path, rule: 'encoding', message: 'not UTF-8', remedy: 'save it as UTF-8' }]
  })
}

function checkLists(files: SourceFiles): Issue[] {
  const isLine = (line: string) => line.trim() !== '' && !line.startsWith('#')
  return lists
    .filter((file) => !(files.get(file) ?? '').split('\n').some(isLine))
    .map((file) => ({ file, path: '', rule: 'empty', message: 'no line', remedy: 'put its lines back' }))
}

function checkUnread(names: readonly string[], topics: readonly string[]): Issue[] {
  if (topics.length === 0) return []
  const read = new Set([
    ...lists,
    ...topics.flatMap((id) => [`content/passages/${id}.md`, `intents/${id}.txt`]),
  ])
  return names
    .filter((name) => ofTopic.test(name) && !read.has(name))
    .map((file) => ({
      file,
      path: '',
      rule: 'unread',
      message: 'no topic of content/article.yaml',
      remedy: 'name its topic there, or take the file out',
    }))
}
