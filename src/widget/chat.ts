import { createAnnouncer } from './announce.ts'
import { createClient, type Network } from './client.ts'
import { drawHelp } from './help.ts'
import { createKeys } from './keys.ts'
import { labels } from './labels.ts'
import { buildPanel, longest } from './panel.ts'
import { forget, nothingSaved, readSaved, type Saved, save } from './saved.ts'
import { chatCss } from './style.ts'
import { createTranscript } from './transcript.ts'
import { drawVisit } from './visit.ts'
import type { Pending } from './wire.ts'

export type ChatHost = { element: HTMLElement; root: ShadowRoot; launcher: HTMLElement; home: string }
export type Chat = { open(withFocus: boolean): void; close(): void; dispose(): void }

const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join('')

/** The chat behind the button: panel, transcript, and the conversation with the server. */
export function mount({ element, root, launcher, home }: ChatHost): Chat {
  let saved: Saved = readSaved() ?? nothingSaved
  let client: ReturnType<typeof createClient> | null = null
  let network: Network = 'online'
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
      visit,
      submit,
      input: () => {
        if (network === 'online' && view.field.value.length <= longest) view.help.replaceChildren()
        keep({ draft: view.field.value })
      },
      announce: announcer.say,
    },
  })
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
  view.field.value = saved.draft
  view.showCount()
  transcript.restore(saved.waiting)

  function open(withFocus: boolean): void {
    view.panel.hidden = false
    launcher.hidden = true
    launcher.setAttribute('aria-expanded', 'true')
    keep({ isOpen: true })
    if (!client) connect()
    transcript.toEnd()
    if (withFocus) view.field.focus()
    // Over the whole page, but without the keyboard of a phone.
    else if (view.panel.hasAttribute('aria-modal')) view.panel.focus({ preventScroll: true })
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
      network: onNetwork,
    })
    void client.connect()
  }

  function onNetwork(state: Network): void {
    if (state === network) return
    const wasAway = network !== 'online'
    network = state
    transcript.waiting(state === 'online' ? [] : saved.waiting)
    if (state !== 'online') {
      view.say('')
      const said = view.help.querySelector('p')
      // Who is about to press a number keeps it under the finger.
      if (said) said.textContent = labels[state]
      else view.help.replaceChildren(drawHelp(labels[state], home))
    } else if (wasAway) {
      const held = view.help.contains(root.activeElement)
      view.help.replaceChildren()
      if (held) view.log.focus()
      view.say(labels.back)
    }
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
    if (activity.type === 'message') showLog()
    const pending = { ...activity, channelData: { clientActivityID: newId() } }
    if (pending.type === 'message') transcript.own(pending)
    void client?.send(pending)
    if (network !== 'online') transcript.waiting(saved.waiting)
  }

  function clear(): void {
    client?.close()
    forget()
    saved = { ...nothingSaved, isOpen: true }
    network = 'online'
    view.help.replaceChildren()
    view.field.value = ''
    view.showCount()
    transcript.empty()
    showLog()
    view.say(labels.cleared)
    connect()
    view.field.focus()
  }

  function visit(): void {
    if (showLog()) return void view.visit.focus()
    view.log.hidden = true
    view.visit.setAttribute('aria-expanded', 'true')
    const list = drawVisit(saved.transcript, () => {
      showLog()
      view.visit.focus()
    })
    view.log.after(list)
    list.focus()
  }

  /** Takes the list away, if it is there. */
  function showLog(): boolean {
    const list = root.querySelector('.visit')
    list?.remove()
    view.log.hidden = false
    view.visit.setAttribute('aria-expanded', 'false')
    return list !== null
  }

  /** A reply comes when it comes: behind the list, and into a closed panel, which only an urgent one opens. */
  function reveal(isPressing: boolean): void {
    const held = root.activeElement
    showLog()
    if (isPressing && view.panel.hidden) open(false)
    // What held the focus went away with the list or the button. In the field, a phone's keyboard would hide the numbers.
    if (held?.getClientRects().length === 0) view.log.focus()
  }

  return {
    open,
    close,
    dispose() {
      client?.close()
      stopKeys()
      view.panel.remove()
      announcer.region.remove()
      launcher.hidden = false
    },
  }
}
