import { createAnnouncer } from './announce.ts'
import { createClient } from './client.ts'
import { createErasure } from './erasure.ts'
import { drawHelp } from './help.ts'
import { createKeys } from './keys.ts'
import { labels } from './labels.ts'
import { onLeave } from './leave.ts'
import { createNetworkNotice } from './network-notice.ts'
import { buildPanel, longest } from './panel.ts'
import { comeDownForPrint } from './print.ts'
import { forget, nothingSaved, readSaved, type Saved, save } from './saved.ts'
import { chatCss } from './style.ts'
import { createTranscript } from './transcript.ts'
import { createVisitView } from './visit-view.ts'
import type { Pending } from './wire.ts'

export type ChatHost = {
  element: HTMLElement
  root: ShadowRoot
  launcher: HTMLElement
  home: string
  /** Puts another chat in the place of this one, from what the tab keeps now. */
  renew(): void
}
export type Chat = { open(withFocus: boolean): void; close(): void; dispose(): void }

const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join('')

/** The chat behind the button: panel, transcript, and the conversation with the server. */
export function mount({ element, root, launcher, home, renew }: ChatHost): Chat {
  let saved: Saved = readSaved() ?? nothingSaved
  let client: ReturnType<typeof createClient> | null = null
  const keep = (change: Partial<Saved>) => {
    saved = { ...saved, ...change }
    save(saved)
  }
  const announcer = createAnnouncer()
  const view = buildPanel({
    heading: element.getAttribute('heading') ?? labels.title,
    home,
    privacy: element.getAttribute('privacy') ?? `${home}/confidentialite`,
    on: {
      close,
      clear,
      visit: () => visit.toggle(),
      submit,
      input: () => {
        if (notice.isOnline() && view.field.value.length <= longest) view.help.replaceChildren()
        keep({ draft: view.field.value })
      },
      announce: announcer.say,
    },
  })
  const notice = createNetworkNotice(view, root, home)
  const visit = createVisitView(view, () => saved.transcript)
  const transcript = createTranscript({
    log: view.log,
    announce: announcer.say,
    say: view.say,
    reveal,
    send: (activity) => send(activity),
    giveBack: (text) => {
      view.field.value ||= text
      keep({ draft: view.field.value })
    },
    entries: () => saved.transcript,
    keep: (entries) => keep({ transcript: entries }),
  })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(chatCss)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.slice(0, 1), sheet]
  root.append(view.panel, announcer.region)
  const stopKeys = createKeys(root, view, close)
  const stopPrint = comeDownForPrint(element)
  // Open again there, the chat would cover the page that was asked for.
  onLeave(view.panel, () => {
    if (coversPage()) keep({ isOpen: false })
  })
  const conversation = () => saved.session?.conversationId
  const erasure = createErasure(conversation, () => {
    // Where the tab already keeps a newer one, that is another widget's.
    if (readSaved()?.session?.conversationId === conversation()) forget()
    renew()
  })
  view.field.value = saved.draft
  view.showCount()
  transcript.restore(saved.waiting)

  function coversPage(): boolean {
    return view.panel.hasAttribute('aria-modal')
  }

  function open(withFocus: boolean): void {
    view.panel.hidden = false
    launcher.hidden = true
    launcher.setAttribute('aria-expanded', 'true')
    keep({ isOpen: true })
    if (!client) connect()
    transcript.toEnd()
    if (withFocus) view.field.focus()
    // Over the whole page, but without the keyboard of a phone.
    else if (coversPage()) view.panel.focus({ preventScroll: true })
  }

  function close(): void {
    view.panel.hidden = true
    launcher.hidden = false
    launcher.setAttribute('aria-expanded', 'false')
    keep({ isOpen: false })
    launcher.focus()
  }

  function connect(): void {
    const base = (element.getAttribute('direct-line') ?? home).replace(/\/$/, '')
    client = createClient(base, saved.session, saved.waiting, {
      activity: transcript.receive,
      session: (session) => keep({ session }),
      queue: (waiting) => keep({ waiting }),
      sent: transcript.sent,
      refused: transcript.refused,
      network: (state) => {
        if (notice.show(state) && !notice.isOnline()) transcript.waiting(saved.waiting)
      },
    })
    void client.connect()
  }

  function submit(): void {
    const text = view.field.value.trim()
    if (text === '') return
    if (text.length > longest) {
      // Nobody reads it so long: it may name an emergency, whose numbers stand beside the refusal.
      view.help.replaceChildren(drawHelp(view.showCount(), home))
      return
    }
    view.field.value = ''
    view.showCount()
    keep({ draft: '' })
    send({ type: 'message', text })
  }

  function send(activity: Omit<Pending, 'channelData'>): void {
    // The answer, an urgent one above all, must not come behind the list.
    if (activity.type === 'message') visit.hide()
    const pending = { ...activity, channelData: { clientActivityID: newId() } }
    if (pending.type === 'message') transcript.own(pending)
    void client?.send(pending)
    if (!notice.isOnline()) transcript.waiting(saved.waiting)
  }

  function clear(): void {
    client?.close()
    erasure.tell()
    forget()
    saved = { ...nothingSaved, isOpen: true }
    notice.reset()
    view.field.value = ''
    view.showCount()
    transcript.empty()
    visit.hide()
    view.say(labels.cleared)
    connect()
    view.field.focus()
  }

  /** A reply comes when it comes: behind the list, and into a closed panel, which only an urgent one opens. */
  function reveal(isPressing: boolean): void {
    const held = root.activeElement
    visit.hide()
    if (isPressing && view.panel.hidden) open(false)
    // What held the focus went away with the list or the button. In the field, a phone's keyboard would hide the numbers.
    if (held?.getClientRects().length === 0) view.log.focus()
  }

  return {
    open,
    close,
    dispose() {
      client?.close()
      erasure.close()
      stopKeys()
      stopPrint()
      view.panel.remove()
      announcer.region.remove()
      launcher.hidden = false
    },
  }
}
