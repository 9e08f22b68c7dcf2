import type { Reply } from '../../core/dialogue/turn.ts'

/** A reply for a terminal: the text, then numbered options, then the sources. */
export function toText(reply: Reply, labels: { sourcesLabel: string }): string {
  const lines = [reply.text.replaceAll('**', '')]
  if (reply.options.length > 0) lines.push('', ...reply.options.map(({ label }, i) => `  ${i + 1}. ${label}`))
  if ('citations' in reply && reply.citations.length > 0)
    lines.push(
      '',
      `${labels.sourcesLabel} :`,
      ...reply.citations.map(({ number, label }) => `  [${number}] ${label}`),
    )
  return lines.join('\n')
}
