import type { Panel } from './panel.ts'

const focusable = 'button,a[href],textarea,[tabindex="0"]'

/** The keyboard: Escape closes, F6 goes between field and transcript, Enter sends; none of them reaches the page. Returns how to stop. */
export function createKeys(
  root: ShadowRoot,
  { panel, field, log, form }: Panel,
  close: () => void,
): () => void {
  // Where the panel covers the page, the focus must not go behind it.
  const cover = matchMedia('(max-width:30em),(max-height:24em)')
  const onCover = () => {
    panel.setAttribute('role', cover.matches ? 'dialog' : 'region')
    if (cover.matches) panel.setAttribute('aria-modal', 'true')
    else panel.removeAttribute('aria-modal')
  }
  onCover()
  cover.addEventListener('change', onCover)

  const onTab = (event: KeyboardEvent) => {
    const all = [...panel.querySelectorAll<HTMLElement>(focusable)].filter(
      (element) => element.getClientRects().length > 0,
    )
    const edge = event.shiftKey ? all[0] : all.at(-1)
    const { activeElement } = root
    if (activeElement !== edge && !(event.shiftKey && activeElement === panel)) return
    event.preventDefault()
    const next = event.shiftKey ? all.at(-1) : all[0]
    next?.focus()
  }
  // The page does not see that it is a field in which letters are typed: it would take them for its shortcuts.
  for (const type of ['keydown', 'keypress', 'keyup'])
    panel.addEventListener(type, (event) => event.stopPropagation())
  panel.addEventListener('keydown', (event) => {
    // While letters are composed, Escape and Enter belong to the composing.
    if (event.isComposing) return
    if (event.key === 'Escape') close()
    else if (event.key === 'F6') {
      event.preventDefault()
      if (root.activeElement === field && !log.hidden) log.focus()
      else field.focus()
    } else if (event.key === 'Tab' && cover.matches) onTab(event)
    else if (event.key === 'Enter' && !event.shiftKey && event.target === field) {
      event.preventDefault()
      form.requestSubmit()
    }
  })
  return () => cover.removeEventListener('change', onCover)
}
