import type { Panel } from './panel.ts'
import { drawVisit } from './visit.ts'
import type { WireActivity } from './wire.ts'

/** The list for the doctor in the transcript's place. */
export function createVisitView({ log, visit }: Panel, entries: () => readonly WireActivity[]) {
  let list: HTMLElement | null = null
  /** Takes the list away. Returns whether it was there. */
  function hide(): boolean {
    const wasShown = list !== null
    list?.remove()
    list = null
    log.hidden = false
    visit.setAttribute('aria-expanded', 'false')
    return wasShown
  }
  return {
    hide,
    toggle(): void {
      if (hide()) return void visit.focus()
      log.hidden = true
      visit.setAttribute('aria-expanded', 'true')
      list = drawVisit(entries(), () => {
        hide()
        visit.focus()
      })
      log.after(list)
      list.focus()
    },
  }
}
