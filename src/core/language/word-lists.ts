import { fold } from './fold.ts'

const lines = (source: string) =>
  source.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))

/** Reads intents/sms.txt, `short = full words` a line, into folded words. */
export function readShortenings(source: string): Map<string, string[]> {
  return new Map(
    lines(source).flatMap((line): [string, string[]][] => {
      const [short, full] = line.split('=').map((side) => fold(side).trim())
      return short && full ? [[short, full.split(' ')]] : []
    }),
  )
}

/** Reads a list of words parted by spaces or lines. */
export function readWords(source: string): Set<string> {
  return new Set(lines(source).flatMap((line) => fold(line).trim().split(/\s+/)))
}

/** Reads the sections of a file, `## name` and lines: the lines of each, without comments. */
export function readSections(source: string): Map<string, string[]> {
  const sections = new Map<string, string[]>()
  let current: string[] = []
  for (const line of source.split('\n').map((each) => each.trim())) {
    if (line.startsWith('## ')) {
      current = []
      sections.set(line.slice(3), current)
    } else if (line !== '' && !line.startsWith('#')) current.push(line)
  }
  return sections
}

/** Whether a folded word stands in a list, where a star behind a word stands for any ending. */
export function createStandsIn(list: ReadonlySet<string>): (word: string) => boolean {
  const beginnings = [...list].filter((form) => form.endsWith('*')).map((form) => form.slice(0, -1))
  return (word) => list.has(word) || beginnings.some((beginning) => word.startsWith(beginning))
}
