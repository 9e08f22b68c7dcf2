import { createHash } from 'node:crypto'
import { createWithoutOwn } from '../../core/dialogue/own-words.ts'
import type { Assistant, Reply } from '../../core/dialogue/turn.ts'
import type { Knowledge, SourceFiles } from '../../core/knowledge/knowledge.ts'
import { screenAll } from '../../core/safety/screen.ts'
import type { Core } from '../core-thread/protocol.ts'
import { type Assembled, assemble } from '../files/assemble.ts'
import type { Prepared } from '../files/prepare.ts'
import { keep, recall } from '../files/stored.ts'
import type { Asset } from '../http/assets.ts'
import type { CardLabels } from '../teams/content.ts'
import { createSearch } from '../teams/search.ts'

/** One checked state of the files, as channels and operators need it: plain data. */
export type Content = {
  mode: 'full' | 'urgent-only'
  contentVersion: string
  urgentVersion: string
  /** The day by which the first of its texts is to be reviewed again. */
  reviewBy: string
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

export type Served = { content: Content; core: Core }
/** What is served, whole or emergencies alone. */
export type ServedParts = Pick<Content, 'mode' | 'cards' | 'assets'> &
  Pick<Assembled, 'screen' | 'afterUrgent' | 'understand' | 'ownFigures' | 'redact'> & {
    knowledge: Knowledge
    assistant: Assistant
  }

/** Builds everything from the files. Rejects with a ContentError that lists every fault. */
export async function loadContent(
  files: SourceFiles,
  { allowsUrgentOnly, onFault }: ContentOptions,
): Promise<Served> {
  try {
    const prepared = recall(files) ?? (await prepareAndKeep(files))
    return toServed(files, { mode: 'full', ...prepared, ...assemble(files, prepared) })
  } catch (fault) {
    if (!allowsUrgentOnly) throw fault
    onFault(fault)
    const { loadUrgentOnly } = await import('./urgent-only.ts')
    return toServed(files, loadUrgentOnly(files))
  }
}

/** Loaded when nothing is kept: what checks, learns and bundles is a fifth of all that a start would load. */
async function prepareAndKeep(files: SourceFiles): Promise<Prepared> {
  const { prepare } = await import('../files/prepare.ts')
  return keep(files, prepare(files))
}

function toServed(files: SourceFiles, parts: ServedParts): Served {
  const { assistant, knowledge, screen, afterUrgent, understand, ownFigures, redact, mode, cards, assets } =
    parts
  const { article, urgent, passages, phrases } = knowledge
  const withoutOwn = createWithoutOwn(knowledge)
  const [reviewBy = urgent.reviewBy] = [article.reviewBy, urgent.reviewBy].sort()
  return {
    content: {
      mode,
      contentVersion: article.contentVersion,
      urgentVersion: urgent.version,
      reviewBy,
      rulesChecksum: checksum(files),
      passages: new Set(passages.keys()),
      welcome: assistant.welcome(),
      errorText: phrases.error,
      caveatLabel: phrases.caveatLabel,
      cards,
      assets: new Map([...assets].map(([path, asset]) => [path, onItsOwn(asset)])),
    },
    core: {
      reply: assistant.reply,
      screen: screenAll(screen, withoutOwn),
      pressing: screenAll((text) => screen(text) ?? afterUrgent(text), withoutOwn),
      search: createSearch({ knowledge, understand, screen, ownFigures }),
      redact,
    },
  }
}

/** Its bytes may lie within all that is kept, and whoever is sent a part of a buffer gets a copy of the whole. */
const onItsOwn = (asset: Asset): Asset => ({
  ...asset,
  body: new Uint8Array(asset.body),
  gzip: new Uint8Array(asset.gzip),
})

function checksum(files: SourceFiles): string {
  const hash = createHash('sha256')
  for (const [name, text] of files) if (name.startsWith('intents/urgence/')) hash.update(`${name}\0${text}\0`)
  return hash.digest('hex').slice(0, 16)
}
