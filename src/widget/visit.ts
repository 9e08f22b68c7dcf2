import { el } from './dom.ts'
import { labels } from './labels.ts'
import { drawButton } from './message.ts'
import { toNodes } from './rich-text.ts'
import type { WireActivity } from './wire.ts'

const printCss =
  'body{font:12pt/1.5 sans-serif;margin:2em}dt{font-weight:bold;margin-top:.8em}dd{margin:0}li,dd{break-inside:avoid}.lines{height:8em;border:1px solid #888}'

/** The questions asked and the answers read, as a list to take to the doctor. */
function drawVisitList(transcript: readonly WireActivity[]): HTMLElement {
  const asked = transcript.flatMap(({ type, text }) => (type === 'own' && text ? [text] : []))
  const read = transcript.flatMap(({ channelData }) =>
    channelData?.assistant?.kind === 'answer' ? [channelData.assistant] : [],
  )
  const list = el('div', {}, el('h3', {}, labels.visitTitle), el('p', {}, labels.visitIntro))
  if (asked.length === 0) list.append(el('p', {}, labels.visitEmpty))
  else
    list.append(
      el('h4', {}, labels.visitAsked),
      el('ul', {}, ...asked.map((text) => el('li', { dir: 'auto' }, text))),
    )
  if (read.length > 0) {
    const answers = new Map(read.map((reply) => [reply.passage, reply]))
    const items = [...answers.values()].flatMap(({ question, body, caveat, citations }) => [
      el('dt', {}, question),
      el(
        'dd',
        {},
        ...toNodes(body, (number) => document.createTextNode(`[${number}]`)),
        ...(caveat ? [el('p', {}, `${labels.caveat} : ${caveat}`)] : []),
        ...sources(citations),
      ),
    ])
    list.append(el('h4', {}, labels.visitRead), el('dl', {}, ...items))
  }
  return list
}

const sources = (citations: readonly { number: number; label: string }[]) =>
  citations.length === 0
    ? []
    : [el('p', {}, `${labels.sources} : ${citations.map((c) => `[${c.number}] ${c.label}`).join(' ; ')}`)]

/** The list as a view of the panel, with its buttons. */
export function drawVisit(transcript: readonly WireActivity[], back: () => void): HTMLElement {
  const list = drawVisitList(transcript)
  const view = el('div', {
    class: 'visit',
    tabindex: '-1',
    role: 'region',
    'aria-label': labels.visitTitle,
  })
  view.append(
    list,
    drawButton(labels.visitPrint, () => print(list, view)),
    drawButton(labels.visitBack, back),
  )
  return view
}

/** Prints the list alone: a frame of its own, since the page around cannot be hidden from here. */
function print(list: HTMLElement, view: HTMLElement): void {
  view.querySelector('iframe')?.remove()
  const frame = el('iframe', {
    class: 'live',
    title: labels.visitTitle,
    tabindex: '-1',
    'aria-hidden': 'true',
  })
  view.append(frame)
  const { contentDocument: page, contentWindow } = frame
  if (!page || !contentWindow) return
  // Sheets belong to the document that made them, and a style element would offend a strict policy.
  const { CSSStyleSheet: Sheet } = contentWindow as unknown as { CSSStyleSheet: typeof CSSStyleSheet }
  const sheet = new Sheet()
  sheet.replaceSync(printCss)
  page.adoptedStyleSheets = [sheet]
  page.documentElement.lang = 'fr'
  page.title = labels.visitTitle
  page.body.append(
    page.importNode(list, true),
    page.importNode(el('h4', {}, labels.visitNotes), true),
    page.importNode(el('div', { class: 'lines' }), true),
  )
  contentWindow.print()
}
