const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as HTML text. */
export const html = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** Bold and links of a line; whatever else it holds is text. */
export const inline = (text: string) =>
  html(text)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\(((?:https:\/\/|tel:|sms:|\/)[^\s)]*)\)/g, '<a href="$2">$1</a>')

/** The Markdown of our own pages as HTML: headings, paragraphs, lists, bold, links. */
export function toHtml(markdown: string): string {
  return markdown
    .trim()
    .split(/\n{2,}/)
    .map((block) => {
      const heading = block.match(/^(#{1,3}) (.+)$/)
      if (heading?.[1]) return `<h${heading[1].length}>${inline(heading[2] ?? '')}</h${heading[1].length}>`
      const lines = block.split('\n')
      if (lines.every((line) => line.startsWith('- ')))
        return `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`
      return `<p>${inline(lines.join(' '))}</p>`
    })
    .join('\n')
}
