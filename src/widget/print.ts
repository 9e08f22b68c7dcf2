/** What stands in the top layer would be printed over the page: it comes down meanwhile. Returns how to stop. */
export function comeDownForPrint(element: HTMLElement): () => void {
  const down = () => {
    if (element.popover) element.hidePopover?.()
  }
  const up = () => {
    if (element.popover) element.showPopover?.()
  }
  addEventListener('beforeprint', down)
  addEventListener('afterprint', up)
  return () => {
    removeEventListener('beforeprint', down)
    removeEventListener('afterprint', up)
  }
}
