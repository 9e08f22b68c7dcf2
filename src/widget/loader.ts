import type { Chat } from './chat.ts'
import { el } from './dom.ts'
import { drawHelp } from './help.ts'
import { labels } from './labels.ts'
import { launcherCss } from './launcher-style.ts'
import { readSaved } from './saved.ts'

/** Path of the chat's script, with its version; put in by the build. */
declare const WIDGET_CHAT: string
// Read now: `currentScript` is gone once the script has run.
const home =
  document.currentScript instanceof HTMLScriptElement
    ? new URL(document.currentScript.src).origin
    : location.origin
let failures = 0
/** After so long the numbers stand there: what is loaded may still come, or never. */
const patienceMs = 5000
/** More than the margin under the button, with large letters and a scrollbar too. */
const mostBeneath = 99

/** Loads the rest on the first use. A browser may remember that an address failed, so the next try has another. */
function load(): Promise<typeof import('./chat.ts')> {
  return import(`${home}${WIDGET_CHAT}${failures ? `&again=${failures}` : ''}`)
}

/** <assistant-leucopenie>: a button that opens the chat. Nothing is called or stored before the first click. */
class AssistantElement extends HTMLElement {
  #chat: Chat | null = null
  /** What the newest press wants of the first load that comes: that one answers all presses. */
  #wantsFocus = false
  #launcher = el('button', { class: 'launcher', part: 'launcher', 'aria-expanded': 'false' }, labels.open)
  #help = drawHelp(labels.unreachable, home)

  /** A page that comes back from the browser's cache shows what is kept now: it may have been erased meanwhile. */
  #onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) this.#renew()
  }
  #renew = () => {
    this.disconnectedCallback()
    this.connectedCallback()
  }

  connectedCallback(): void {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: 'open' })
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(launcherCss)
      root.adoptedStyleSheets = [sheet]
      this.lang ||= 'fr'
      this.#paint(this.getAttribute('color') ?? '')
      root.append(this.#launcher)
      this.#launcher.addEventListener('click', () => void this.open())
    }
    this.#lift()
    addEventListener('pageshow', this.#onShow)
    const kept = readSaved()
    // A message that has not left yet opens it, too: it may be a cry for help.
    if (kept ? kept.isOpen || kept.waiting.length > 0 : this.hasAttribute('open')) void this.open(false)
  }

  disconnectedCallback(): void {
    removeEventListener('pageshow', this.#onShow)
    this.#chat?.dispose()
    this.#chat = null
  }

  /** Inside something transformed, `fixed` is no more of the window; in the top layer it is, where the browser has one. */
  #lift(): void {
    const beneath = innerHeight - this.#launcher.getBoundingClientRect().bottom
    if (Math.abs(beneath) < mostBeneath) return
    this.popover = 'manual'
    this.showPopover?.()
  }

  /** Opens the chat and, the first time, the conversation. */
  async open(withFocus = true): Promise<void> {
    const root = this.shadowRoot
    if (!root || this.#chat) return this.#chat?.open(withFocus)
    this.#wantsFocus = withFocus
    const help = this.#help
    const launcher = this.#launcher
    const fail = () => {
      failures++
      launcher.ariaBusy = null
      if (!help.isConnected && !this.#chat) root.prepend(help)
    }
    const alarm = setTimeout(fail, patienceMs)
    launcher.ariaBusy = 'true'
    try {
      const { mount } = await load()
      help.remove()
      if (this.isConnected && !this.#chat) {
        this.#chat = mount({ element: this, root, launcher, home, renew: this.#renew })
        // Who waited in vain, until the button was busy no more, may write elsewhere on the page by now.
        this.#chat.open(this.#wantsFocus && (launcher.ariaBusy || root.activeElement) !== null)
      }
    } catch {
      fail()
    }
    clearTimeout(alarm)
    launcher.ariaBusy = null
  }

  close(): void {
    this.#chat?.close()
  }

  /** The page's own colour, with white or black words on it, whichever reads better. */
  #paint(color: string): void {
    if (!/^#[0-9a-f]{6}$/i.test(color)) return
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map(
      (at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2,
    )
    this.style.setProperty('--al-accent', color)
    this.style.setProperty('--al-on-accent', 0.21 * r + 0.72 * g + 0.07 * b > 0.18 ? '#000' : '#fff')
  }
}

if (!customElements.get('assistant-leucopenie'))
  customElements.define('assistant-leucopenie', AssistantElement)
