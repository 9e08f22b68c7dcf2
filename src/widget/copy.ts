import type { AnswerReply } from '../core/dialogue/turn.ts'
import { labels } from './labels.ts'

/** An answer as plain text with its sources, for an e-mail or a note. */
export function toPlainText({ question, body, caveat, citations }: AnswerReply): string {
  const sources = citations.map(({ number, label }) => `[${number}] ${label}`)
  return [
    question,
    body.replaceAll('**', ''),
    caveat && `${labels.caveat} : ${caveat}`,
    sources.length > 0 && [`${labels.sources} :`, ...sources].join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Puts a text on the clipboard. Returns whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByEvent(text)
  }
}

/** For pages without HTTPS and older browsers, where there is no clipboard object. */
function copyByEvent(text: string): boolean {
  let isCopied = false
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    isCopied = true
  }
  document.addEventListener('copy', onCopy, { once: true, capture: true })
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy, { capture: true })
  return isCopied
}
