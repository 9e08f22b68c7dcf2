import type { Network } from './client.ts'
import { drawHelp } from './help.ts'
import { labels } from './labels.ts'
import type { Panel } from './panel.ts'

/** Says in the panel that the server cannot be reached, with the numbers to call, and when it is back. */
export function createNetworkNotice({ help, log, say }: Panel, root: ShadowRoot, home: string) {
  let network: Network = 'online'
  return {
    isOnline: () => network === 'online',
    reset(): void {
      network = 'online'
      help.replaceChildren()
    },
    /** Returns whether anything changed. */
    show(state: Network): boolean {
      if (state === network) return false
      const wasAway = network !== 'online'
      network = state
      if (state !== 'online') {
        say('')
        const said = help.querySelector('p')
        // Who is about to press a number keeps it under the finger.
        if (said) said.textContent = labels[state]
        else help.replaceChildren(drawHelp(labels[state], home))
      } else if (wasAway) {
        const held = help.contains(root.activeElement)
        help.replaceChildren()
        if (held) log.focus()
        say(labels.back)
      }
      return true
    },
  }
}
