import { el } from './dom.ts'

const staysMs = 5000

/** Says each message once to a screen reader: the transcript itself is silent, so that nothing is read twice. */
export function createAnnouncer() {
  const region = el('div', { class: 'live', 'aria-live': 'polite', 'aria-atomic': 'false' })
  return {
    region,
    say(text: string): void {
      const line = el('p', {}, text)
      region.append(line)
      // Emptied afterwards, so that nobody meets the text a second time while reading the page.
      setTimeout(() => line.remove(), staysMs)
    },
  }
}
