import { ContentError, type Issue } from '../../core/knowledge/issue.ts'
import { buildUrgent, type Knowledge, type SourceFiles } from '../../core/knowledge/knowledge.ts'
import { Phrases, type Urgent } from '../../core/knowledge/schemas.ts'
import { checkEncoding } from '../../core/knowledge/sources.ts'
import { readShortenings } from '../../core/language/word-lists.ts'
import { readSafetyRules } from '../../core/safety/rules.ts'
import { createScreen, screenAll } from '../../core/safety/screen.ts'
import { readWidgetLabels } from '../files/build-widget.ts'
import { loadFrenchWords } from '../files/french-words.ts'
import { type Asset, toAsset } from '../http/assets.ts'
import { html } from '../http/markdown.ts'
import { buildSite } from '../http/site.ts'
import type { ServedParts } from './content.ts'

/**
 * What is left when other content is faulty: the rule table and the urgent reply; everything else gets the apology of
 * content/urgence.md. Throws a ContentError when even these are faulty.
 */
export function loadUrgentOnly(files: SourceFiles): ServedParts {
  const issues: Issue[] = []
  const rules = readSafetyRules(files, issues)
  const urgent = buildUrgent(files, issues)
  issues.push(...checkEncoding([...files].filter(([name]) => name.includes('/urgence'))))
  if (!rules || !urgent || issues.length > 0) throw new ContentError(issues)
  const words = loadFrenchWords()
  const shortenings = readShortenings(files.get('intents/sms.txt') ?? '')
  const screen = createScreen({ rules, isWord: (word) => words.has(word), words, shortenings })
  const { text, calls, apology } = urgent
  const sorry = { text: apology, options: [] }
  const knowledge = toEmptyKnowledge(urgent)
  return {
    mode: 'urgent-only',
    screen,
    // The urgent reply has no other after it here: nothing else is answered.
    afterUrgent: () => null,
    knowledge,
    understand: () => [],
    ownFigures: {
      tells: () => false,
      without: (text) => text,
      isAlone: () => false,
      namesCount: () => false,
    },
    redact: () => null,
    cards: {
      related: apology,
      choose: apology,
      sources: apology,
      section: apology,
      fallback: apology,
      nothing: apology,
    },
    assets: urgentSite(files, knowledge),
    assistant: {
      welcome: () => ({ kind: 'smalltalk', intent: 'degraded', citations: [], ...sorry }),
      reply(turn, state) {
        const sign = screenAll(screen)(turn.text, turn.also)
        if (!sign) return { reply: { kind: 'fallback', confidence: 0, own: null, ...sorry }, state }
        return {
          reply: { kind: 'urgent', family: sign.family, text, calls, citations: [], options: [] },
          state,
        }
      },
    },
  }
}

/** Knowledge without a passage, whose every sentence is the apology: what the pages and channels need to stand. */
export function toEmptyKnowledge(urgent: Urgent): Knowledge {
  const sentences = Object.keys(Phrases.shape).map((name) => [name, urgent.apology])
  return {
    article: {
      title: urgent.apology,
      year: 0,
      contentVersion: 'urgent-only',
      reviewed: urgent.reviewed,
      reviewBy: urgent.reviewBy,
      address: null,
      topics: [],
    },
    phrases: {
      ...Object.fromEntries(sentences),
      starters: [],
      stillUrgentBefore: [],
      stillUrgentFor: {},
      smalltalkStillUrgent: {},
      smalltalk: {},
      smalltalkOptions: {},
      languages: {},
    },
    urgent,
    references: new Map(),
    statusLabels: { listed: '', deduced: urgent.apology, 'not-listed': urgent.apology },
    topics: [],
    passages: new Map(),
    synonyms: [],
    foreign: [],
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

/** One page without script or style: the apology, the urgent reply and its numbers. */
export function toUrgentPage({ apology, text, calls }: Urgent): string {
  const plain = (line: string) => html(line.replaceAll('**', '').replace(/\[\d+\]/g, ''))
  const links = calls.map(({ href, label }) => `<li><a href="${html(href)}">${html(label)}</a></li>`)
  const paragraphs = text.split('\n').filter(Boolean)
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html(apology)}</title><h1>${html(apology)}</h1><ul>${links.join('')}</ul>${paragraphs.map((line) => `<p>${plain(line)}</p>`).join('')}</html>`
}
