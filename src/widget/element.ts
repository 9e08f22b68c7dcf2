import type { Option } from '../core/dialogue/turn.ts'
import { createClient, type WireActivity } from './client.ts'
import { el } from './dom.ts'
import { labels } from './labels.ts'
import { drawOwn, drawPlain, drawReply } from './message.ts'
import { forget, readSaved, type Saved, save } from './saved.ts'
import { css } from './style.ts'

const longest = 2000
const nearLimit = 200
// Read now: `currentScript` is gone once the script has run.
const home =
  document.currentScript instanceof HTMLScriptElement
    ? new URL(document.currentScript.src).origin
    : location.origin

/** <assistant-leucopenie>: a button that opens the chat. Nothing is called or stored before the first click. */
class AssistantElement extends HTMLElement {
  #saved: Saved = { session: null, transcript: [], isOpen: false }
  #client: ReturnType<typeof createClient> | null = null
  readonly #log = el('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': labels.transcript })
  readonly #status = el('p', { class: 'status', role: 'status' })
  readonly #field = el('textarea', {
    rows: '2',
    maxlength: `${longest}`,
    'aria-label': labels.field,
    placeholder: labels.placeholder,
  })
  readonly #launcher = el(
    'button',
    { class: 'launcher', type: 'button', part: 'launcher', 'aria-expanded': 'false' },
    labels.open,
  )
  readonly #panel = el('section', { class: 'panel', part: 'panel', 'aria-label': labels.title, hidden: '' })

  connectedCallback(): void {
    if (this.shadowRoot) return
    const root = this.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
    this.lang ||= 'fr'
    this.#build()
    root.append(this.#launcher, this.#panel)
    root.addEventListener('keydown', (event) => this.#onKey(event as KeyboardEvent))
    const kept = readSaved()
    if (kept) this.#restore(kept)
    else if (this.hasAttribute('open')) this.open(false)
  }

  disconnectedCallback(): void {
    this.#client?.close()
  }

  /** Opens the chat and, the first time, the conversation. */
  open(withFocus = true): void {
    this.#panel.hidden = false
    this.#launcher.hidden = true
    this.#keep({ isOpen: true })
    if (!this.#client) this.#connect()
    if (withFocus) this.#field.focus()
  }

  close(): void {
    this.#panel.hidden = true
    this.#launcher.hidden = false
    this.#keep({ isOpen: false })
    this.#launcher.focus()
  }

  #build(): void {
    const close = el('button', { type: 'button', 'aria-label': labels.close }, '✕')
    const clear = el(
      'button',
      { type: 'button', 'aria-label': labels.clear, title: labels.clear },
      labels.clearShort,
    )
    const send = el('button', { type: 'submit' }, labels.send)
    const form = el('form', {}, this.#field, send)
    const title = this.getAttribute('heading') ?? labels.title
    const header = el(
      'header',
      {},
      el('div', {}, el('h2', {}, title), el('p', {}, labels.subtitle)),
      clear,
      close,
    )
    this.#panel.append(header, this.#log, this.#status, form)
    this.#launcher.addEventListener('click', () => this.open())
    close.addEventListener('click', () => this.close())
    clear.addEventListener('click', () => this.#clear())
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#sendTyped()
    })
    this.#field.addEventListener('input', () => {
      const left = longest - this.#field.value.length
      this.#status.textContent = left <= nearLimit ? `${left} ${labels.left}` : ''
    })
  }

  #connect(): void {
    const base = this.getAttribute('direct-line') ?? home
    this.#client = createClient(base, this.#saved.session, {
      activity: (activity) => this.#show(activity),
      session: (session) => this.#keep({ session }),
      status: (status) => {
        const said = { online: '', offline: labels.offline, unreachable: labels.unreachable, restarted: '' }[
          status
        ]
        if (said !== this.#status.textContent) this.#status.textContent = said
      },
    })
    void this.#client.connect()
  }

  #show(activity: WireActivity, isOld = false): void {
    if (activity.type !== 'message') return
    const reply = activity.channelData?.assistant
    if (!reply && activity.from?.role !== 'bot') return
    this.#log.append(
      reply ? drawReply(reply, (option) => void this.#press(option)) : drawPlain(activity.text ?? ''),
    )
    this.#status.textContent = ''
    if (isOld) return
    this.#keep({ transcript: [...this.#saved.transcript, activity] })
    const last = this.#log.lastElementChild as HTMLElement | null
    if (last) this.#log.scrollTop = last.offsetTop - this.#log.offsetTop - 8
  }

  #showOwn(text: string, isOld = false): void {
    const message = drawOwn(text)
    this.#log.append(message)
    message.scrollIntoView?.({ block: 'end' })
    if (!isOld) this.#keep({ transcript: [...this.#saved.transcript, { type: 'own', text }] })
  }

  async #sendTyped(): Promise<void> {
    const text = this.#field.value.trim()
    if (text === '' || !this.#client) return
    this.#field.value = ''
    await this.#send(text)
  }

  async #press(option: Option): Promise<void> {
    await this.#send(option.label, { choice: option.value })
    this.#field.focus()
  }

  async #send(text: string, value?: object): Promise<void> {
    this.#showOwn(text)
    this.#status.textContent = labels.typing
    if (await this.#client?.send(text, value)) return
    this.#status.textContent = labels.failed
    if (!value && this.#field.value === '') this.#field.value = text
  }

  #clear(): void {
    this.#client?.close()
    this.#client = null
    forget()
    this.#saved = { session: null, transcript: [], isOpen: true }
    this.#log.replaceChildren()
    this.#status.textContent = labels.cleared
    this.#connect()
    this.#field.focus()
  }

  #restore(kept: Saved): void {
    this.#saved = kept
    for (const activity of kept.transcript) {
      if (activity.type === 'own') this.#showOwn(activity.text ?? '', true)
      else this.#show(activity, true)
    }
    if (kept.isOpen) this.open(false)
    this.#log.scrollTop = this.#log.scrollHeight
  }

  #keep(change: Partial<Saved>): void {
    this.#saved = { ...this.#saved, ...change }
    save(this.#saved)
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.#panel.hidden) this.close()
    else if (event.key === 'F6') {
      event.preventDefault()
      const inField = this.shadowRoot?.activeElement === this.#field
      if (inField) this.#log.focus()
      else this.#field.focus()
    } else if (event.key === 'Enter' && !event.shiftKey && event.target === this.#field) {
      event.preventDefault()
      void this.#sendTyped()
    }
  }
}

if (!customElements.get('assistant-leucopenie'))
  customElements.define('assistant-leucopenie', AssistantElement)
