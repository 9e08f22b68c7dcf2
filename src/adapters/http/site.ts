import { ContentError } from '../../core/knowledge/issue.ts'
import type { Knowledge, SourceFiles } from '../../core/knowledge/knowledge.ts'
import { buildWidget, type WidgetLabels } from '../files/build-widget.ts'
import { type Asset, type SitePath, toAsset } from './assets.ts'
import { pageCss } from './page-style.ts'
import { toFaqPage, toHomePage, toTextPage } from './pages.ts'

const htmlType = 'text/html; charset=utf-8'
const scriptType = 'text/javascript; charset=utf-8'

const missing = (file: string) =>
  new ContentError([{ file, path: '', rule: 'missing', message: 'no such file', remedy: 'add it' }])

/** Every page and script of the site by its path. Throws a ContentError when a page's text is missing. */
export function buildSite(
  files: SourceFiles,
  knowledge: Knowledge,
  labels: WidgetLabels,
): Map<SitePath, Asset> {
  const { loader, chat } = buildWidget(labels)
  const text = (name: string) => {
    const source = files.get(`content/pages/${name}.md`)
    if (source === undefined) throw missing(`content/pages/${name}.md`)
    return toAsset(toTextPage(source, labels.pages), htmlType)
  }
  return new Map<SitePath, Asset>([
    ['/', toAsset(toHomePage(labels.pages), htmlType)],
    ['/faq', toAsset(toFaqPage(knowledge, labels.pages), htmlType)],
    ['/accessibilite', text('accessibilite')],
    ['/confidentialite', text('confidentialite')],
    ['/page.css', toAsset(pageCss, 'text/css; charset=utf-8')],
    ['/widget.js', toAsset(loader, scriptType)],
    ['/widget-chat.js', toAsset(chat, scriptType, true)],
  ])
}
