import { el } from './dom.ts'
import { labels } from './labels.ts'
import { drawButton } from './message.ts'

export const longest = 2000
const nearLimit = 200
const saidEvery = 50

export type PanelParts = {
  heading: string
  home: string
  privacy: string
  on: {
    close(): void
    clear(): void
    visit(): void
    submit(): void
    input(): void
    announce(text: string): void
  }
}
export type Panel = ReturnType<typeof buildPanel>

/** The chat's frame: header, transcript, status, field, links. */
export function buildPanel({ heading, home, privacy, on }: PanelParts) {
  const log = el('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'off',
    tabindex: '0',
    'aria-label': labels.transcript,
  })
  const status = el('p', { class: 'status', role: 'status' })
  const help = el('div', {})
  const count = el('p', { class: 'count', id: 'count' })
  const field = el('textarea', {
    dir: 'auto',
    rows: '2',
    'aria-label': labels.field,
    'aria-describedby': 'count',
    placeholder: labels.placeholder,
    enterkeyhint: 'send',
  })
  const form = el('form', {}, field, el('button', { type: 'submit' }, labels.send))
  const visit = drawButton(labels.visit, on.visit)
  // Plain boxes: the page has a header and a footer of its own.
  const foot = el(
    'div',
    { class: 'foot' },
    visit,
    el('a', { href: `${home}/faq` }, labels.faqShort),
    el('a', { href: privacy }, labels.privacy),
  )
  const titles = el('div', {}, el('h2', { id: 'title' }, heading), el('p', {}, labels.subtitle))
  const head = el(
    'div',
    { class: 'head' },
    titles,
    drawButton(labels.clearShort, on.clear, { 'aria-label': labels.clear }),
    drawButton('✕', on.close, { 'aria-label': labels.close }),
  )
  const panel = el(
    'section',
    { class: 'panel', part: 'panel', 'aria-labelledby': 'title', tabindex: '-1', hidden: '' },
    head,
    log,
    help,
    status,
    count,
    form,
    foot,
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    on.submit()
  })
  const say = (text: string, isBusy = false) => {
    status.classList.toggle('busy', isBusy)
    if (status.textContent !== text) status.textContent = text
  }
  const showCount = () => {
    const left = longest - field.value.length
    const said = (left < 0 ? labels.tooLong : labels.left).replace('{n}', `${Math.abs(left)}`)
    count.textContent = left <= nearLimit ? said : ''
    field.setAttribute('aria-invalid', `${left < 0}`)
    // Every keystroke would be too much to hear.
    if (left <= nearLimit && (left % saidEvery === 0 || left === -1)) on.announce(said)
    return said
  }
  field.addEventListener('input', () => {
    showCount()
    on.input()
  })
  return { panel, log, status, help, field, visit, form, say, showCount }
}
