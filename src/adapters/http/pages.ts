import type { Knowledge } from '../../core/knowledge/knowledge.ts'
import type { WidgetLabels } from '../files/build-widget.ts'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const html = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
const plain = (text: string) => html(text).replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')

const frame = (title: string, body: string) => `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${html(title)}</title><link rel="stylesheet" href="/page.css"><link rel="icon" href="data:,"></head>
<body>
${body}
</body>
</html>
`

/** The style of the plain pages. */
export const pageCss = `body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 system-ui,sans-serif;color:#1b2526;background:#fff}a{color:#0b5c6b}aside{border:2px solid #a3121f;padding:.5rem 1rem;border-radius:.5rem}article{border-top:1px solid #6b7f82}@media (prefers-color-scheme:dark){body{background:#141c1d;color:#eaf2f2}a{color:#7fd0de}aside{border-color:#ff9a9f}}
`

/** The page at `/`: the widget, open; without JavaScript, the way to the plain questions. */
export function toHomePage(labels: WidgetLabels): string {
  return frame(
    labels.demoTitle,
    `<main><h1>${html(labels.demoTitle)}</h1><p>${html(labels.demoIntro)}</p><p><a href="/faq">${html(labels.faq)}</a></p></main>
<noscript><p>${html(labels.noscript)} <a href="tel:15">15</a> <a href="tel:112">112</a> <a href="sms:114">114</a></p></noscript>
<script src="/widget.js" defer></script>
<assistant-leucopenie open></assistant-leucopenie>`,
  )
}

/** All questions and answers as one plain page, the emergency first. */
export function toFaqPage(
  { topics, urgent, references, statusLabels, phrases }: Knowledge,
  labels: WidgetLabels,
): string {
  const calls = urgent.calls
    .map(({ href, label }) => `<a href="${html(href)}">${html(label)}</a>`)
    .join(' · ')
  const link = (text: string) => text.replace(/\[(\d+)\]/g, '<sup><a href="#ref-$1">$1</a></sup>')
  const sections = topics.map(({ id, title, passages }) => {
    const articles = passages.map((passage) => {
      const caveat = passage.caveat
        ? `<p><strong>${html(phrases.caveatLabel)} : </strong>${html(passage.caveat)}</p>`
        : ''
      return `<article id="${passage.id.replace('/', '-')}"><h3>${html(passage.question)}</h3><p>${link(plain(passage.text))}</p>${caveat}</article>`
    })
    return `<section id="${id}"><h2>${html(title)}</h2>${articles.join('\n')}</section>`
  })
  const list = [...references.values()].map(({ number, title, publisher, year, status }) => {
    const named = [title, publisher, year].filter(Boolean).join(', ')
    const said = [named, statusLabels[status]].filter(Boolean).join(' · ')
    return `<li id="ref-${number}" value="${number}">${html(said)}</li>`
  })
  const menu = topics.map(({ id, title }) => `<li><a href="#${id}">${html(title)}</a></li>`).join('')
  return frame(
    labels.faq,
    `<main><h1>${html(labels.faq)}</h1><aside><p>${plain(urgent.text.split('\n')[0] ?? '')}</p><p>${calls}</p></aside>
<nav><ul>${menu}</ul></nav>
${sections.join('\n')}
<h2 id="references">${html(phrases.sourcesLabel)}</h2><ol>${list.join('\n')}</ol></main>`,
  )
}
