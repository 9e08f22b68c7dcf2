import { copyText, toPlainText } from './copy.ts'
import { labels } from './labels.ts'
import { drawOwn, drawPlain, drawReply, type Handlers, markWaiting } from './message.ts'
import type { Pending, WireActivity } from './wire.ts'

type TranscriptParts = {
  log: HTMLElement
  announce(text: string): void
  say(text: string, isBusy?: boolean): void
  /** Takes away what stands before the log, and opens the panel if it must be seen now. */
  reveal(isPressing: boolean): void
  send(activity: Omit<Pending, 'channelData'>): void
  /** Puts words back into the field. */
  giveBack(text: string): void
  entries(): readonly WireActivity[]
  keep(entries: WireActivity[]): void
}

/** The messages on the screen, and what is kept of them. */
export function createTranscript(parts: TranscriptParts) {
  const { log, announce, say, reveal, send, giveBack, entries, keep } = parts
  const find = (id: string) => log.querySelector(`[data-id="${id}"]`)
  /** Whether something was said to the person: their own words may stand before a late welcome. */
  const hasRead = () => entries().some(({ type }) => type !== 'own')
  const idOf = (activity: WireActivity) => activity.channelData?.clientActivityID

  function handlersOf({ id, channelData, opinion }: WireActivity): Handlers {
    const reply = channelData?.assistant
    return {
      press: ({ label, value }) => send({ type: 'message', text: label, value: { choice: value } }),
      opinion,
      vote(isUseful) {
        const passage = reply?.kind === 'answer' ? reply.passage : undefined
        send({
          type: 'event',
          name: 'feedback',
          value: { useful: isUseful, passage },
          ...(id && { replyToId: id }),
        })
        if (id) keep(entries().map((entry) => (entry.id === id ? { ...entry, opinion: isUseful } : entry)))
        say(labels.thanks)
      },
      copy() {
        if (reply?.kind !== 'answer') return
        void copyText(toPlainText(reply)).then((isCopied) =>
          say(isCopied ? labels.copied : labels.copyFailed),
        )
      },
    }
  }

  function draw(activity: WireActivity, isNew: boolean): HTMLElement {
    const reply = activity.channelData?.assistant
    const message =
      activity.type === 'own'
        ? drawOwn(activity.text ?? '', idOf(activity))
        : reply
          ? drawReply(reply, handlersOf(activity), isNew)
          : drawPlain(activity.text ?? '')
    log.append(message)
    return message
  }

  const toTop = (message: HTMLElement) => {
    log.scrollTop = message.offsetTop - log.offsetTop - 8
    // With very large letters the panel itself scrolls, and stood at the field.
    message.scrollIntoView({ block: 'nearest' })
  }

  /** A message of the person's, from this tab or another one of the same conversation. */
  function own(activity: WireActivity): void {
    const entry = { type: 'own', text: activity.text ?? '', channelData: { ...activity.channelData } }
    toTop(draw(entry, true))
    keep([...entries(), entry])
    say(labels.typing, true)
  }

  /** The reply says that all is forgotten, so nothing of it stays here either. */
  function forget(): void {
    const { activeElement } = log.getRootNode() as ShadowRoot
    if (log.contains(activeElement)) log.focus()
    log.replaceChildren()
    keep([])
  }

  return {
    own,
    receive(activity: WireActivity): void {
      if (activity.type !== 'message') return
      const reply = activity.channelData?.assistant
      if (!reply && activity.from?.role !== 'bot') {
        const id = idOf(activity)
        if (id && !find(id)) own(activity)
        return
      }
      // Told again from the start, where the server or a lost frame left no watermark.
      if (activity.id && entries().some(({ id }) => id === activity.id)) return
      // A conversation begun anew after a restart greets again: the person has read it.
      const intent = reply?.kind === 'smalltalk' && reply.intent
      if (intent === 'welcome' && hasRead()) return
      const isUrgent = reply?.kind === 'urgent'
      // Before it is drawn: an alert that comes into a hidden place is not said.
      if (isUrgent || intent === 'forget') reveal(isUrgent)
      if (intent === 'forget') forget()
      const message = draw(activity, true)
      say('')
      if (!isUrgent) announce(spoken(message))
      keep([...entries(), activity])
      toTop(message)
    },
    restore(waiting: readonly Pending[]): void {
      for (const entry of entries()) draw(entry, false)
      this.waiting(waiting)
    },
    toEnd(): void {
      const last = log.lastElementChild as HTMLElement | null
      if (last) toTop(last)
    },
    sent: (id: string) => markWaiting(find(id), false),
    waiting(items: readonly Pending[]): void {
      for (const item of items) markWaiting(find(idOf(item) ?? ''), true)
      if (items.length > 0) say('')
    },
    /** The server will never take it: the words go back to the field, to be sent again or said otherwise. */
    refused(activity: Pending): void {
      if (activity.type !== 'message') return
      markWaiting(find(activity.channelData.clientActivityID), false)
      if (!activity.value) giveBack(activity.text ?? '')
      say(labels.failed)
    },
    empty: () => log.replaceChildren(),
  }
}

/** What a screen reader says of a message: its words, without the buttons and sources that can be read after it. */
function spoken(message: HTMLElement): string {
  const copy = message.cloneNode(true) as HTMLElement
  for (const part of copy.querySelectorAll('.tools,.options,.sources,sup')) part.remove()
  return [...copy.children].map((part) => part.textContent?.trim()).join(' ')
}
