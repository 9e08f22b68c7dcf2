import { headings, shortestBeginning } from '../language/tongue.ts'
import type { Issue } from './issue.ts'
import type { SourceFiles } from './knowledge.ts'

const tongueFile = /^intents\/langues\/([a-z]{2,3})\.txt$/
const letter = /\p{L}/u

/** The files of intents/langues/ by the code of their language. */
export function tongueSources(files: SourceFiles): Map<string, string> {
  return new Map(
    [...files].flatMap(([file, source]): [string, string][] => {
      const code = tongueFile.exec(file)?.[1]
      return code ? [[code, source]] : []
    }),
  )
}

/** Checks what people of other languages say and that each has its sentence. Faults are pushed on `issues`. */
export function checkTongues(
  files: SourceFiles,
  languages: Readonly<Record<string, string>>,
  issues: Issue[],
): void {
  const sources = tongueSources(files)
  for (const code of Object.keys(languages))
    if (!sources.has(code))
      issues.push({
        file: 'content/phrases.yaml',
        path: `languages.${code}`,
        rule: 'language',
        message: `no intents/langues/${code}.txt`,
        remedy: 'add the file or take the sentence out',
      })
  for (const [code, source] of sources) {
    const file = `intents/langues/${code}.txt`
    if (!languages[code])
      issues.push({
        file,
        path: '',
        rule: 'language',
        message: `content/phrases.yaml has no sentence for ${code}`,
        remedy: 'write it under languages',
      })
    checkLines(file, source, issues)
  }
}

function checkLines(file: string, source: string, issues: Issue[]): void {
  const lines = source.split('\n')
  const starts = headings.map((heading) => lines.indexOf(heading))
  const [plain = -1, lexicon = -1] = starts
  if (plain < 0 || lexicon < plain) {
    issues.push({
      file,
      path: '',
      rule: 'headings',
      message: starts.join(', '),
      remedy: `write ${headings.join(', then ')}`,
    })
    return
  }
  const owner = new Map<string, number>()
  for (const [at, line] of lines.entries()) {
    if (at <= lexicon || line.trim() === '' || line.startsWith('#')) continue
    const report = (rule: string, message: string, remedy: string) =>
      issues.push({ file, path: `line ${at + 1}`, rule, message, remedy })
    const [french = '', ...forms] = line.split('=').map((side) => side.trim())
    if (french === '' || forms.length === 0) report('entry', line, 'write French = form = form')
    for (const form of forms) {
      const other = owner.get(form)
      if (other !== undefined) report('double', `"${form}" is on line ${other} too`, 'keep one')
      if (!letter.test(form)) report('form', `"${form}"`, 'a form is made of words')
      if (form.endsWith('*') && (form.split(' ').at(-1) ?? '').length <= shortestBeginning)
        report('beginning', `"${form}"`, `write ${shortestBeginning} letters or more before the *`)
      owner.set(form, at + 1)
    }
  }
}
