import { ContentError } from '../../core/knowledge/issue.ts'
import type { Knowledge, SourceFiles } from '../../core/knowledge/knowledge.ts'
import { buildWidget, type WidgetLabels } from '../files/build-widget.ts'
import { type Asset, privacyWithWords, type SitePath, toAsset } from './assets.ts'
import { pageCss } from './page-style.ts'
import { toFaqPage, toHomePage, toTextPage } from './pages.ts'

const htmlType = 'text/html; charset=utf-8'
const scriptType = 'text/javascript; charset=utf-8'

const marker = /^((?:- )?)\{(none|redacted)\} /

const missing = (file: string) =>
  new ContentError([{ file, path: '', rule: 'missing', message: 'no such file', remedy: 'add it' }])

/** Every page and script of the site by its path. Throws a ContentError when a page's text is missing. */
export function buildSite(
  files: SourceFiles,
  knowledge: Knowledge,
  labels: WidgetLabels,
): Map<string, Asset> {
  const { loader, chat } = buildWidget(labels)
  const text = (name: string, journal: 'none' | 'redacted' = 'none') => {
    const source = files.get(`content/pages/${name}.md`)
    if (source === undefined) throw missing(`content/pages/${name}.md`)
    return toAsset(toTextPage(forJournal(source, journal), labels.pages), htmlType)
  }
  return new Map<SitePath | typeof privacyWithWords, Asset>([
    ['/', toAsset(toHomePage(labels.pages), htmlType)],
    ['/faq', toAsset(toFaqPage(knowledge, labels.pages), htmlType)],
    ['/accessibilite', text('accessibilite')],
    ['/confidentialite', text('confidentialite')],
    [privacyWithWords, text('confidentialite', 'redacted')],
    ['/page.css', toAsset(pageCss, 'text/css; charset=utf-8')],
    ['/widget.js', toAsset(loader, scriptType)],
    ['/widget-chat.js', toAsset(chat, scriptType, true)],
  ])
}

/** The lines of a page that hold for one setting of JOURNAL_TEXT: those marked `{none}` or `{redacted}` only with it. */
const forJournal = (source: string, journal: 'none' | 'redacted') =>
  source
    .split('\n')
    .filter((line) => (line.match(marker)?.[2] ?? journal) === journal)
    .map((line) => line.replace(marker, '$1'))
    .join('\n')
