/** Tells when a link in the panel leads this tab to another page. */
export function onLeave(panel: HTMLElement, leave: () => void): void {
  panel.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a')
    const isForElsewhere = event.ctrlKey || event.metaKey || event.shiftKey
    if (link?.protocol.startsWith('http') && !event.defaultPrevented && !isForElsewhere) leave()
  })
}
