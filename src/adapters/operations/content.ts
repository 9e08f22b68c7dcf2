import { createHash } from 'node:crypto'
import type { Reply } from '../../core/dialogue/turn.ts'
import type { Knowledge, SourceFiles } from '../../core/knowledge/knowledge.ts'
import type { Core } from '../core-thread/protocol.ts'
import { readWidgetLabels } from '../files/build-widget.ts'
import { loadAssistant } from '../files/load-assistant.ts'
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

/** Builds everything from the files. Throws a ContentError that lists every fault. */
export function loadContent(
  files: SourceFiles,
  { allowsUrgentOnly, onFault }: ContentOptions,
): { content: Content; core: Core } {
  const rulesChecksum = checksum(files)
  try {
    const { assistant, knowledge, screen, understand, redact } = loadAssistant(files)
    const { cards } = readTeamsContent(files)
    const assets = buildSite(files, knowledge, readWidgetLabels(files))
    const welcome = assistant.welcome()
    return {
      content: { mode: 'full', ...aboutOf(knowledge), rulesChecksum, welcome, cards, assets },
      core: {
        reply: assistant.reply,
        screen,
        search: createSearch({ knowledge, understand, screen }),
        redact,
      },
    }
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
    const assets = urgentSite(files, knowledge)
    const welcome = assistant.welcome()
    return {
      content: { mode: 'urgent-only', ...aboutOf(knowledge), rulesChecksum, welcome, cards, assets },
      core: {
        reply: assistant.reply,
        screen,
        search: createSearch({ knowledge, understand: () => [], screen }),
        redact: () => null,
      },
    }
  }
}

const aboutOf = ({ article, urgent, passages, phrases }: Knowledge) => ({
  contentVersion: article.contentVersion,
  urgentVersion: urgent.version,
  passages: new Set(passages.keys()),
  errorText: phrases.error,
  caveatLabel: phrases.caveatLabel,
})

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
