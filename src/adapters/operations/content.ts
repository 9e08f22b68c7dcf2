import { createHash } from 'node:crypto'
import type { Assistant } from '../../core/dialogue/turn.ts'
import type { Knowledge, SourceFiles } from '../../core/knowledge/knowledge.ts'
import type { Redact } from '../../core/language/redact.ts'
import type { Understand } from '../../core/matching/understanding.ts'
import type { Screen } from '../../core/safety/screen.ts'
import { readWidgetLabels } from '../files/build-widget.ts'
import { loadAssistant } from '../files/load-assistant.ts'
import { type Asset, toAsset } from '../http/assets.ts'
import { buildSite } from '../http/site.ts'
import { type CardLabels, readTeamsContent } from '../teams/content.ts'
import { loadUrgentOnly, toEmptyKnowledge, toUrgentPage } from './urgent-only.ts'

/** One checked state of the files, ready to serve. */
export type Content = {
  mode: 'full' | 'urgent-only'
  assistant: Assistant
  screen: Screen
  understand: Understand
  knowledge: Knowledge
  /** What of a message may be told. */
  redact: Redact
  /** The pages and scripts by path. */
  assets: ReadonlyMap<string, Asset>
  cards: CardLabels
  /** Of the rule table, so that an operator sees that two replicas screen alike. */
  rulesChecksum: string
}

export type ContentOptions = {
  /** Serve emergencies alone when the rest is faulty, instead of throwing. */
  allowsUrgentOnly: boolean
  onFault: (fault: unknown) => void
}

/** Builds everything from the files. Throws a ContentError that lists every fault. */
export function loadContent(files: SourceFiles, { allowsUrgentOnly, onFault }: ContentOptions): Content {
  const rulesChecksum = checksum(files)
  try {
    const { assistant, knowledge, screen, understand, redact } = loadAssistant(files)
    const { cards } = readTeamsContent(files)
    const assets = buildSite(files, knowledge, readWidgetLabels(files))
    return { mode: 'full', assistant, knowledge, screen, understand, redact, assets, cards, rulesChecksum }
  } catch (fault) {
    if (!allowsUrgentOnly) throw fault
    onFault(fault)
    const { assistant, screen, urgent } = loadUrgentOnly(files)
    const { apology } = urgent
    const knowledge = toEmptyKnowledge(urgent)
    return {
      mode: 'urgent-only',
      assistant,
      screen,
      understand: () => [],
      redact: () => null,
      knowledge,
      assets: urgentSite(files, knowledge),
      cards: {
        related: apology,
        choose: apology,
        sources: apology,
        section: apology,
        fallback: apology,
        nothing: apology,
      },
      rulesChecksum,
    }
  }
}

/** The content in use, and the way to put another in its place while turns run. */
export type LiveContent = {
  current(): Content
  /** Always the newest: what is built once and holds it need not be rebuilt. */
  assistant: Assistant
  /** Loads anew. Throws, and keeps the old content, when the new one is faulty. */
  reload(): void
}

/** Loads at once; throws as `load` does. */
export function createLiveContent(load: () => Content): LiveContent {
  let content = load()
  return {
    current: () => content,
    assistant: {
      welcome: () => content.assistant.welcome(),
      reply: (turn, state) => content.assistant.reply(turn, state),
    },
    reload() {
      content = load()
    },
  }
}

/** The usual site around no passage, or when its own files are faulty, one plain page. */
function urgentSite(files: SourceFiles, knowledge: Knowledge): ReadonlyMap<string, Asset> {
  try {
    return buildSite(files, knowledge, readWidgetLabels(files))
  } catch {
    // Already told by whoever loads: this very fault may be why emergencies are all that is left.
    const page = toAsset(toUrgentPage(knowledge.urgent), 'text/html; charset=utf-8')
    return new Map([
      ['/', page],
      ['/faq', page],
    ])
  }
}

function checksum(files: SourceFiles): string {
  const hash = createHash('sha256')
  for (const [name, text] of files) if (name.startsWith('intents/urgence/')) hash.update(`${name}\0${text}\0`)
  return hash.digest('hex').slice(0, 16)
}
