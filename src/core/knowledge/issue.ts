/** A fault found in content/ or intents/: where it stands, the rule it breaks and what to do about it. */
export type Issue = { file: string; path: string; rule: string; message: string; remedy: string }

/** One line for a terminal: `content/x.md › passage.text · length: 12 words · write 30 to 90`. */
export function formatIssue({ file, path, rule, message, remedy }: Issue): string {
  return `${file}${path ? ` › ${path}` : ''} · ${rule}: ${message} · ${remedy}`
}

/** Every fault of the content at once, so that an editor mends them in one go. */
export class ContentError extends Error {
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super(`${issues.length} content fault(s)\n${issues.map(formatIssue).join('\n')}`)
    this.name = 'ContentError'
    this.issues = issues
  }
}
