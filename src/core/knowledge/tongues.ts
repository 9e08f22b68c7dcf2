import { headings, readTongue, shortestBeginning } from '../language/tongue.ts'
import { gatherTongues, type Tongues } from '../language/translate.ts'
import type { Issue } from './issue.ts'
import type { SourceFiles } from './knowledge.ts'

const tongueFile = /^intents\/langues\/([a-z]{2,3})\.txt$/
const emergencyFile = /^intents\/urgence\/langues\/([a-z]{2,3})\.txt$/
const letter = /\p{L}/u
/** A bit of a whole number for each. */
const mostTongues = 31

const byCode = (files: SourceFiles, place: RegExp) =>
  new Map(
    [...files.keys()].flatMap((file): [string, string][] => {
      const code = place.exec(file)?.[1]
      return code ? [[code, file]] : []
    }),
  )

/** Reads the languages of intents/langues/ with their words of emergencies. */
export function readTongues(files: SourceFiles): Tongues {
  const emergencies = byCode(files, emergencyFile)
  return gatherTongues(
    [...byCode(files, tongueFile)].map(([code, file]) =>
      readTongue(code, files.get(file) ?? '', files.get(emergencies.get(code) ?? '')),
    ),
  )
}

/** Checks what people of other languages say and that each has its sentence. Faults are pushed on `issues`. */
export function checkTongues(
  files: SourceFiles,
  languages: Readonly<Record<string, string>>,
  issues: Issue[],
): void {
  const known = byCode(files, tongueFile)
  if (known.size > mostTongues)
    issues.push({
      file: 'intents/langues',
      path: '',
      rule: 'languages',
      message: `${known.size}`,
      remedy: `keep ${mostTongues} at most`,
    })
  for (const code of Object.keys(languages))
    if (!known.has(code))
      issues.push({
        file: 'content/phrases.yaml',
        path: `languages.${code}`,
        rule: 'language',
        message: `no intents/langues/${code}.txt`,
        remedy: 'add the file or take the sentence out',
      })
  for (const [code, file] of byCode(files, emergencyFile)) {
    if (!known.has(code))
      issues.push({
        file,
        path: '',
        rule: 'language',
        message: `no intents/langues/${code}.txt`,
        remedy: 'add the file',
      })
    checkEntries(file, (files.get(file) ?? '').split('\n'), 0, issues)
  }
  for (const [code, file] of known) {
    const emergencies = `intents/urgence/langues/${code}.txt`
    if (!files.has(emergencies))
      issues.push({ file, path: '', rule: 'language', message: `no ${emergencies}`, remedy: 'add the file' })
    if (!languages[code])
      issues.push({
        file,
        path: '',
        rule: 'language',
        message: `content/phrases.yaml has no sentence for ${code}`,
        remedy: 'write it under languages',
      })
    checkParts(file, (files.get(file) ?? '').split('\n'), issues)
  }
}

function checkParts(file: string, lines: readonly string[], issues: Issue[]): void {
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
  checkEntries(file, lines, lexicon + 1, issues)
}

/** The lines `French = form = form` from a line on. */
function checkEntries(file: string, lines: readonly string[], from: number, issues: Issue[]): void {
  const owner = new Map<string, number>()
  for (const [at, line] of lines.entries()) {
    if (at < from || line.trim() === '' || line.startsWith('#')) continue
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
