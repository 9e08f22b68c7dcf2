import type { Knowledge } from '../../core/knowledge/knowledge.ts'
import type { PageLabels } from '../files/build-widget.ts'
import { html, inline, toHtml } from './markdown.ts'

const widget = (attributes: string) =>
  `<assistant-leucopenie id="assistant"${attributes}></assistant-leucopenie>\n<script src="/widget.js" defer></script>`

function frame(title: string, body: string, labels: PageLabels, extra = ''): string {
  const links = [
    ['/', labels.home],
    ['/faq', labels.faq],
    ['/confidentialite', labels.privacy],
    ['/accessibilite', labels.accessibility],
  ].map(([path, label]) => `<li><a href="${path}">${html(label ?? '')}</a></li>`)
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${html(title)}</title><link rel="stylesheet" href="/page.css"><link rel="icon" href="data:,">${extra}</head>
<body>
<a class="skip" href="#contenu">${html(labels.skipContent)}</a> <a class="skip" href="#assistant">${html(labels.skip)}</a>
<main id="contenu">${body}</main>
<footer><nav aria-label="${html(labels.menu)}"><ul>${links.join('')}</ul></nav></footer>
${widget(title === labels.demoTitle ? ' open' : '')}
</body>
</html>
`
}

/** The page at `/`: the widget, open; without JavaScript, the way to the plain questions. */
export function toHomePage(labels: PageLabels): string {
  return frame(
    labels.demoTitle,
    `<h1>${html(labels.demoTitle)}</h1><p>${html(labels.demoIntro)}</p><p><a href="/faq">${html(labels.faq)}</a></p>
<noscript><p>${html(labels.noscript)} <a href="tel:15">15</a> <a href="tel:112">112</a> <a href="sms:114">114</a></p></noscript>`,
    labels,
  )
}

/** A page written in content/pages/: its first heading is its title. */
export function toTextPage(markdown: string, labels: PageLabels): string {
  const title = markdown.match(/^# (.+)$/m)?.[1] ?? labels.demoTitle
  return frame(title, toHtml(markdown), labels)
}

const anchor = (passage: string) => passage.replace('/', '-')

/** All questions and answers as one plain page, the emergency first. */
export function toFaqPage(knowledge: Knowledge, labels: PageLabels): string {
  const { topics, urgent, references, statusLabels, phrases } = knowledge
  const calls = urgent.calls.map(({ href, label }) => `<a href="${html(href)}">${html(label)}</a>`).join(' ')
  const link = (text: string) => text.replace(/\[(\d+)\]/g, '<sup><a href="#ref-$1">[$1]</a></sup>')
  const sections = topics.map(({ id, title, passages }) => {
    const articles = passages.map((passage) => {
      const caveat = passage.caveat
        ? `<p><strong>${html(phrases.caveatLabel)} : </strong>${html(passage.caveat)}</p>`
        : ''
      const own = anchor(passage.id)
      return `<article id="${own}"><h3><a href="#${own}">${html(passage.question)}</a></h3><p>${link(inline(passage.text))}</p>${caveat}</article>`
    })
    return `<section aria-labelledby="${id}"><h2 id="${id}">${html(title)}</h2>${articles.join('\n')}</section>`
  })
  const list = [...references.values()].map(({ number, title, publisher, year, status }) => {
    const named = [title, publisher, year].filter(Boolean).join(', ')
    const said = [named, statusLabels[status]].filter(Boolean).join(' · ')
    return `<li id="ref-${number}" value="${number}">${html(said)}</li>`
  })
  const menu = topics.map(({ id, title }) => `<li><a href="#${id}">${html(title)}</a></li>`).join('')
  return frame(
    labels.faq,
    `<h1>${html(labels.faq)}</h1><aside><p>${link(inline(urgent.text.split('\n')[0] ?? ''))}</p><p>${calls}</p></aside>
<nav aria-label="${html(labels.topics)}"><ul>${menu}</ul></nav>
${sections.join('\n')}
<section aria-labelledby="references"><h2 id="references">${html(phrases.sourcesLabel)}</h2><ol>${list.join('\n')}</ol></section>`,
    labels,
    toFaqData(knowledge),
  )
}

/** The questions for search engines. A data block: no policy forbids it, since nothing in it runs. */
function toFaqData({ topics }: Knowledge): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    inLanguage: 'fr',
    mainEntity: topics.flatMap(({ passages }) =>
      passages.map(({ id, question, text, caveat }) => ({
        '@type': 'Question',
        '@id': `#${anchor(id)}`,
        name: question,
        acceptedAnswer: {
          '@type': 'Answer',
          text: [text.replaceAll('**', '').replace(/ ?\[\d+\]/g, ''), caveat].filter(Boolean).join(' '),
        },
      })),
    ),
  }
  return `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`
}
