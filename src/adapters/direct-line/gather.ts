import type { ActivitySet } from './conversations.ts'

// Short for who waits, long for the core: nearly every answer is there by then.
const patienceMs = 20

/**
 * Sends a person's own message, which nobody waits for, together with what answers it: one frame instead of two. When no answer
 * comes within a moment it goes alone.
 */
export function gather(send: (set: ActivitySet) => void) {
  let held: ActivitySet | null = null
  let timer: NodeJS.Timeout | undefined

  const flush = (): void => {
    clearTimeout(timer)
    if (held) send(held)
    held = null
  }
  return {
    receive(set: ActivitySet): void {
      held = held ? { ...set, activities: [...held.activities, ...set.activities] } : set
      clearTimeout(timer)
      if (set.activities.every(({ from }) => from?.role === 'user')) timer = setTimeout(flush, patienceMs)
      else flush()
    },
    flush,
  }
}
