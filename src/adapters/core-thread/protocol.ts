import type { Assistant } from '../../core/dialogue/turn.ts'
import type { Issue } from '../../core/knowledge/issue.ts'
import type { Redact } from '../../core/language/redact.ts'
import type { ScreenAll } from '../../core/safety/screen.ts'
import type { SharedSources } from '../files/shared-sources.ts'
import type { Content } from '../operations/content.ts'
import type { Search } from '../teams/search.ts'

/** What the core does for channels; what goes in and comes out is plain data, so that it may live in a thread of its own. */
export type Core = {
  reply: Assistant['reply']
  screen: ScreenAll
  /** A sign, or what leans on the urgent reply if it comes right after it: no limit may refuse either. */
  pressing: ScreenAll
  search: Search
  redact: Redact
}

/** The same, from another thread. */
export type RemoteCore = {
  [Name in keyof Core]: (...given: Parameters<Core[Name]>) => Promise<ReturnType<Core[Name]>>
}

/** What a thread is started with. The files come with it: one that is started again serves what was checked, not what was edited since. */
export type ThreadData = { files: SharedSources; allowsUrgentOnly: boolean }

export type Question = { id: number; name: keyof Core; given: unknown[] }

/** From the thread: first what it serves or why it serves nothing, then its answers. `fault`: why it serves emergencies alone. */
export type Told =
  | { content: Content; fault: unknown }
  | { faults: readonly Issue[] }
  | { id: number; result: unknown }
  | { id: number; error: unknown }
