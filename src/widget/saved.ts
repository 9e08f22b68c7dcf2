import type { Pending, Session, WireActivity } from './wire.ts'

/** What a tab keeps of its conversation: gone when the tab closes or the person erases it. */
export type Saved = {
  session: Session | null
  transcript: WireActivity[]
  waiting: Pending[]
  draft: string
  isOpen: boolean
}

const key = 'assistant-leucopenie'
const longest = 200

export const nothingSaved: Saved = { session: null, transcript: [], waiting: [], draft: '', isOpen: false }

/** Reads what this tab kept. Nothing where storage is refused or spoilt. */
export function readSaved(): Saved | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return Array.isArray(kept?.transcript) ? { ...nothingSaved, ...kept } : null
  } catch {
    return null
  }
}

/** Keeps the conversation in this tab. A browser that refuses storage loses the resume, nothing else. */
export function save(saved: Saved): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...saved, transcript: saved.transcript.slice(-longest) }))
  } catch {
    // Private windows refuse storage: the conversation then ends with the page.
  }
}

export function forget(): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept either.
  }
}
