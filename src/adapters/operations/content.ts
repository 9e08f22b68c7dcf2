import { createHash } from 'node:crypto'
import type { Reply } from '../../core/dialogue/turn.ts'
import type { Knowledge, SourceFiles } from '../../core/knowledge/knowledge.ts'
import type { Core } from '../core-thread/protocol.ts'
import { readWidgetLabels } from '../files/build-widget.ts'
import { type Loaded, loadAssistant } from '../files/load-assistant.ts'
import { type Asset, toAsset } from '../http/assets.ts'
import { buildSite } from '../http/site.ts'
import { type CardLabels, readTeamsContent } from '../teams/content.ts'
import { createSearch } from '../teams/search.ts'
import { loadUrgentOnly, toEmptyKnowledge, toUrgentPage } from './urgent-only.ts'

/** One checked state of the files, as channels and operators need it: plain data. */
export type Content = {
  mode: 'full' | 'urgent-only'
  contentVersion: string
  urgentVersion: string
  /** Of the rule table, so that an operator sees that two replicas screen alike. */
  rulesChecksum: string
  /** Ids. */
  passages: ReadonlySet<string>
  welcome: Reply
  /** What is said when a turn fails, and what stands before a caveat. */
  errorText: string
  caveatLabel: string
  cards: CardLabels
  /** The pages and scripts by path. */
  assets: ReadonlyMap<string, Asset>
}

export type ContentOptions = {
  /** Serve emergencies alone when the rest is faulty, instead of throwing. */
  allowsUrgentOnly: boolean
  onFault: (fault: unknown) => void
}

type Served = { content: Content; core: Core }
type Parts = Pick<Loaded, 'assistant' | 'knowledge' | 'screen' | 'understand' | 'redact'> &
  Pick<Content, 'mode' | 'rulesChecksum' | 'cards' | 'assets'>

/** Builds everything from the files. Throws a ContentError that lists every fault. */
export function loadContent(files: SourceFiles, { allowsUrgentOnly, onFault }: ContentOptions): Served {
  const rulesChecksum = checksum(files)
  try {
    const loaded = loadAssistant(files)
    const { cards } = readTeamsContent(files)
    const assets = buildSite(files, loaded.knowledge, readWidgetLabels(files))
    return toServed({ ...loaded, mode: 'full', rulesChecksum, cards, assets })
  } catch (fault) {
    if (!allowsUrgentOnly) throw fault
    onFault(fault)
    const { assistant, screen, urgent } = loadUrgentOnly(files)
    const { apology } = urgent
    const knowledge = toEmptyKnowledge(urgent)
    const cards = {
      related: apology,
      choose: apology,
      sources: apology,
      section: apology,
      fallback: apology,
      nothing: apology,
    }
    return toServed({
      mode: 'urgent-only',
      assistant,
      knowledge,
      screen,
      understand: () => [],
      redact: () => null,
      rulesChecksum,
      cards,
      assets: urgentSite(files, knowledge),
    })
  }
}

function toServed(parts: Parts): Served {
  const { assistant, knowledge, screen, understand, redact, mode, rulesChecksum, cards, assets } = parts
  const { article, urgent, passages, phrases } = knowledge
  return {
    content: {
      mode,
      contentVersion: article.contentVersion,
      urgentVersion: urgent.version,
      rulesChecksum,
      passages: new Set(passages.keys()),
      welcome: assistant.welcome(),
      errorText: phrases.error,
      caveatLabel: phrases.caveatLabel,
      cards,
      assets,
    },
    core: { reply: assistant.reply, screen, search: createSearch({ knowledge, understand, screen }), redact },
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
