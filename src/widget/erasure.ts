/** This page, for its widgets: they share what the tab keeps. */
const page = crypto.getRandomValues(new Uint32Array(2)).join()

/** A channel to all tabs of the site; none where the browser refuses it with its storage. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('assistant-leucopenie')
  } catch {
    // Then no other tab has this conversation.
    return null
  }
}

/** Tells the other widgets of the page, and other tabs with the same conversation, that it was erased; and hears of it. */
export function createErasure(conversation: () => string | undefined, onErased: () => void) {
  const channel = openChannel()
  if (channel)
    channel.onmessage = ({ data }) => {
      if (data.page === page || (data.conversation && data.conversation === conversation())) onErased()
    }
  return {
    tell: () => channel?.postMessage({ page, conversation: conversation() }),
    close: () => channel?.close(),
  }
}
