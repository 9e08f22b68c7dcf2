import type { Call, Citation, Option, Reply } from '../core/dialogue/turn.ts'
import { el } from './dom.ts'
import { labels } from './labels.ts'
import { french, toNodes } from './rich-text.ts'

let count = 0

/** Longer than a double press, or than a held key takes to repeat; shorter than anybody reads an answer. */
const oncePerMs = 700

export type Handlers = {
  press(option: Option): void
  /** What the person thought of it before. */
  opinion: boolean | undefined
  vote(isUseful: boolean): void
  copy(): void
}

/** What a person said, as a message of the transcript. `id` finds it again when it has arrived. */
export function drawOwn(text: string, id: string | undefined): HTMLElement {
  const who = el('span', { class: 'who' }, `${labels.you} `)
  return el(
    'div',
    { class: 'own', part: 'own', ...(id && { 'data-id': id }) },
    who,
    el('p', { dir: 'auto' }, text),
  )
}

/** Says under a person's message that it has not left yet, or takes that away. */
export function markWaiting(message: Element | null, isWaiting: boolean): void {
  message?.querySelector('.note')?.remove()
  if (isWaiting) message?.append(el('p', { class: 'note' }, labels.waiting))
}

/** A sentence of the assistant without parts, such as the apology. */
export function drawPlain(text: string): HTMLElement {
  return el(
    'div',
    { class: 'reply' },
    el('span', { class: 'who' }, `${labels.assistant} `),
    el('p', {}, text),
  )
}

/** A reply as a message: text with links to its sources, caveat, call links, buttons. An alert only when it is new. */
export function drawReply(reply: Reply, handlers: Handlers, isNew: boolean): HTMLElement {
  const key = `m${++count}`
  const isUrgent = reply.kind === 'urgent'
  const citations = 'citations' in reply ? reply.citations : []
  const cited = new Set(citations.map(({ number }) => number))
  const link = (number: number): Node =>
    cited.has(number) ? drawMark(number, `${key}-${number}`) : document.createTextNode(`[${number}]`)
  const own = reply.kind === 'fallback' ? reply.own : null
  const body = reply.kind === 'answer' ? reply.body : reply.text.slice(own ? own.text.length : 0).trim()
  const box = el('div', {
    class: isUrgent ? 'reply urgent' : 'reply',
    part: isUrgent ? 'urgent' : 'reply',
    ...(isUrgent && isNew && { role: 'alert' }),
  })
  box.append(el('span', { class: 'who' }, `${labels.assistant} `))
  if (reply.kind === 'answer') {
    if (reply.lead) box.append(...toNodes(reply.lead, link))
    box.append(el('p', { class: 'asked' }, french(reply.question)))
  }
  // In the person's own language, which a screen reader then speaks.
  if (own) box.append(el('p', { lang: own.code, dir: 'auto' }, own.text))
  // What to do, then the numbers to press, before any explanation.
  const [first, ...rest] = toNodes(body, link)
  if (first) box.append(first)
  if (isUrgent) box.append(drawCalls(reply.calls))
  box.append(...rest)
  if (reply.kind === 'answer' && reply.caveat)
    box.append(el('p', { class: 'caveat' }, el('strong', {}, `${labels.caveat} : `), french(reply.caveat)))
  if (citations.length > 0) box.append(drawSources(citations, key))
  if (reply.kind === 'answer') box.append(drawTools(handlers))
  if (reply.options.length > 0) box.append(drawOptions(reply.options, handlers.press))
  return box
}

/** A mark that leads to its source in the same message. */
function drawMark(number: number, target: string): HTMLElement {
  const anchor = el('a', { href: `#${target}`, 'aria-label': `${labels.reference} ${number}` }, `[${number}]`)
  anchor.addEventListener('click', (event) => {
    event.preventDefault()
    const root = anchor.getRootNode() as ShadowRoot
    root.getElementById(target)?.focus()
  })
  return el('sup', {}, anchor)
}

function drawCalls(calls: readonly Call[]): HTMLElement {
  return el('p', { class: 'calls' }, ...calls.map(({ label, href }) => el('a', { href }, label)))
}

function drawSources(citations: readonly Citation[], key: string): HTMLElement {
  const items = citations.map(({ number, label }) =>
    el('li', { id: `${key}-${number}`, tabindex: '-1', value: `${number}` }, label),
  )
  return el('div', { class: 'sources' }, el('p', {}, labels.sources), el('ol', {}, ...items))
}

function drawOptions(options: readonly Option[], press: (option: Option) => void): HTMLElement {
  const list = el('ul', { class: 'options', 'aria-label': labels.choices })
  let pressed = -oncePerMs
  for (const option of options) {
    const button = drawButton(french(option.label), ({ timeStamp }) => {
      const isOnce = timeStamp - pressed >= oncePerMs
      pressed = timeStamp
      if (isOnce) press(option)
    })
    list.append(el('li', {}, button))
  }
  return list
}

export function drawButton(
  label: string,
  press: (event: MouseEvent) => void,
  attributes: Record<string, string> = {},
): HTMLElement {
  const button = el('button', { type: 'button', ...attributes }, label)
  button.addEventListener('click', (event) => {
    // The second half of a double click.
    if (event.detail < 2) press(event)
  })
  return button
}

/** Whether the answer helped, and a copy of it. A second press of the same opinion changes nothing. */
function drawTools({ opinion, vote, copy }: Handlers): HTMLElement {
  const thumb = (label: string, isUseful: boolean) => {
    const button = drawButton(
      label,
      () => {
        if (button.getAttribute('aria-pressed') === 'true') return
        for (const other of [yes, no]) other.setAttribute('aria-pressed', `${other === button}`)
        vote(isUseful)
      },
      { 'aria-pressed': `${opinion === isUseful}` },
    )
    return button
  }
  const yes = thumb(labels.useful, true)
  const no = thumb(labels.notUseful, false)
  return el(
    'div',
    { class: 'tools', role: 'group', 'aria-label': labels.feedbackAsk },
    el('span', {}, labels.feedbackAsk),
    yes,
    no,
    drawButton(labels.copy, copy),
  )
}
