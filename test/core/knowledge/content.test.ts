import { describe, expect, it } from 'vitest'
import { loadAssistant } from '../../../src/adapters/files/load-assistant.ts'
import { readSources } from '../../../src/adapters/files/read-sources.ts'
import { ContentError } from '../../../src/core/knowledge/issue.ts'
import { buildKnowledge } from '../../../src/core/knowledge/knowledge.ts'

const files = readSources()

it('the real content holds no issue', () => {
  const built = buildKnowledge(files)
  expect('issues' in built ? built.issues : []).toEqual([])
})

it('every one of the 21 references has its status', () => {
  const built = buildKnowledge(files)
  if (!('knowledge' in built)) throw new Error('content faults')
  const by = (status: string) =>
    [...built.knowledge.references.values()].filter((r) => r.status === status).map(({ number }) => number)
  expect(by('listed')).toEqual([1, 2, 3, 4, 5])
  expect(by('deduced')).toEqual([9, 10, 11, 12, 13, 17, 18, 19, 20, 21])
  expect(by('not-listed')).toEqual([6, 7, 8, 14, 15, 16])
})

describe('a fault in the content', () => {
  const faulty: [string, (source: string) => string, string, string][] = [
    ['content/passages/definition.md', (source) => source.replace('[17]', '[99]'), 'citation', '[99]'],
    [
      'content/passages/definition.md',
      (source) => source.replace(/^\*\*.*\?\*\*$/m, ''),
      'question',
      'no question',
    ],
    ['content/urgence.md', (source) => source.replace('tel:15', 'javascript:15'), 'invalid_format', ''],
    ['content/urgence.md', (source) => source.replace(/(?<=\n---\n)[\s\S]*$/, ''), 'number', 'no 15'],
    ['content/urgence.md', (source) => source.replace('tel:112', 'tel:18'), 'custom', 'tel:112'],
    [
      'content/urgence.md',
      (source) => source.replace('reviewBy: 2027-', 'reviewBy: 27-'),
      'invalid_format',
      '2026',
    ],
    [
      'content/article.yaml',
      (source) => source.replace(/reviewBy: .*/, 'reviewBy: 2027-13-45'),
      'invalid_format',
      '2026',
    ],
    ['content/phrases.yaml', (source) => source.replace('é', '\uFFFD'), 'encoding', 'UTF-8'],
    ['intents/urgence/fievre.yaml', (source) => source.replace('é', '\uFFFD'), 'encoding', 'UTF-8'],
    ['intents/sms.txt', () => '# nothing\n', 'empty', 'no line'],
    ['intents/synonymes.txt', () => '', 'empty', 'no line'],
    ['intents/suites.txt', () => '', 'empty', 'no line'],
    ['intents/mots-outils.txt', () => '\n', 'empty', 'no line'],
    ['intents/urgence/messages.txt', () => '## messages\n', 'empty', 'no line'],
    ['intents/anciennes.txt', () => '## anciennes/x\nune question\n', 'unread', 'article.yaml'],
    ['content/passages/anciens.md', () => '---\ntitle: x\n---\n', 'unread', 'article.yaml'],
    [
      'intents/causes.txt',
      (source) => `${source}\n## symptomes/fatigue\nfatigué\n`,
      'other topic',
      'symptomes',
    ],
    ['intents/causes.txt', (source) => `mal placé\n${source}`, 'heading', 'before'],
    ['content/phrases.yaml', (source) => source.replace(/^help:/m, 'helpp:'), 'unrecognized_keys', 'helpp'],
    ['content/phrases.yaml', (source) => `${source}  xx: "…"\n`, 'language', 'intents/langues/xx.txt'],
    ['intents/langues/en.txt', (source) => source.replace('## lexique', '## mots'), 'headings', '0, -1'],
    ['intents/langues/en.txt', (source) => `${source}\nsang\n`, 'entry', 'sang'],
    ['intents/langues/en.txt', (source) => `${source}\nx = blood\ny = blood\n`, 'double', 'blood'],
    ['intents/langues/en.txt', (source) => `${source}\nx = 4000\n`, 'form', '4000'],
    ['intents/langues/en.txt', (source) => `${source}\nx = ab*\n`, 'beginning', 'ab*'],
    ['intents/urgence/langues/en.txt', (source) => `${source}\nsaigne\n`, 'entry', 'saigne'],
    ['intents/langues/xx.txt', () => '## mots\n## lexique\n', 'language', 'intents/urgence/langues/xx.txt'],
    ['intents/urgence/langues/xx.txt', () => 'saigne = bleeds\n', 'language', 'intents/langues/xx.txt'],
  ]

  it.each(faulty)('in %s stops the start with its place, rule and remedy', (file, spoil, rule, message) => {
    const spoilt = new Map(files).set(file, spoil(files.get(file) ?? ''))
    const error = catching(() => loadAssistant(spoilt))
    expect(error).toBeInstanceOf(ContentError)
    const found = (error as ContentError).issues.filter((issue) => issue.rule === rule && issue.file === file)
    expect(found.length).toBeGreaterThan(0)
    expect(found.some((issue) => issue.message.includes(message) && issue.remedy !== '')).toBe(true)
  })

  it('in the rule table is told when a family of signs is gone, and when a class is only inherited', () => {
    const spoilt = new Map(files)
    spoilt.delete('intents/urgence/suicide.yaml')
    const ventre = files.get('intents/urgence/ventre.yaml') ?? ''
    spoilt.set(
      'intents/urgence/ventre.yaml',
      ventre.replace('match:\n', 'match:\n      - "mal ..2 @constructor"\n'),
    )
    const { issues } = catching(() => loadAssistant(spoilt)) as ContentError
    expect(issues).toContainEqual(expect.objectContaining({ rule: 'missing', path: 'suicide' }))
    expect(issues).toContainEqual(expect.objectContaining({ rule: 'class', message: '@constructor' }))
  })

  it.each([
    ['fievre.yaml', 'fever-word'],
    ['temperature.yaml', 'temperature-told'],
  ])('in the rule table is told when one of the two files of fever is gone: %s', (file, rule) => {
    const spoilt = new Map(files)
    spoilt.delete(`intents/urgence/${file}`)
    const { issues } = catching(() => loadAssistant(spoilt)) as ContentError
    expect(issues).toContainEqual(expect.objectContaining({ rule: 'missing', path: rule }))
  })

  it('in a list of words is told when the file is gone', () => {
    const spoilt = new Map(files)
    spoilt.delete('intents/mots-legers.txt')
    const { issues } = catching(() => loadAssistant(spoilt)) as ContentError
    expect(issues.map(({ file, rule }) => [file, rule])).toEqual([['intents/mots-legers.txt', 'empty']])
  })

  it('in a language without its sentence is told too', () => {
    const spoilt = new Map(files).set('intents/langues/xx.txt', files.get('intents/langues/en.txt') ?? '')
    const { issues } = catching(() => loadAssistant(spoilt)) as ContentError
    expect(issues).toContainEqual(
      expect.objectContaining({ rule: 'language', file: 'intents/langues/xx.txt' }),
    )
  })

  it('in the number of languages is told too', () => {
    const codes = Array.from(
      { length: 32 },
      (_, at) => `q${String.fromCharCode(97 + (at % 26))}${at < 26 ? '' : 'q'}`,
    )
    const spoilt = new Map([
      ...files,
      ...codes.map((code): [string, string] => [`intents/langues/${code}.txt`, '']),
    ])
    const { issues } = catching(() => loadAssistant(spoilt)) as ContentError
    expect(issues).toContainEqual(expect.objectContaining({ rule: 'languages', file: 'intents/langues' }))
  })

  it('does not hide another one', () => {
    const spoilt = new Map(files)
    spoilt.delete('content/references.yaml')
    spoilt.set('content/article.yaml', 'title: 3')
    const error = catching(() => loadAssistant(spoilt)) as ContentError
    const said = error.issues.map(({ file }) => file)
    expect(said).toContain('content/references.yaml')
    expect(said).toContain('content/article.yaml')
  })
})

function catching(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}
