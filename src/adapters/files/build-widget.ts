import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { z } from 'zod'
import { readYaml } from '../../core/knowledge/front-matter.ts'
import { ContentError, type Issue } from '../../core/knowledge/issue.ts'
import type { SourceFiles } from '../../core/knowledge/knowledge.ts'
import { type LabelName, labelNames } from '../../widget/label-names.ts'
import { projectRoot } from './read-sources.ts'

const pageNames = [
  'noscript',
  'faq',
  'demoTitle',
  'demoIntro',
  'home',
  'skip',
  'skipContent',
  'menu',
  'topics',
  'accessibility',
  'privacy',
] as const
const label = z.string().trim().min(1)
const Labels = z.strictObject({
  widget: z.record(z.enum(labelNames), label),
  pages: z.record(z.enum(pageNames), label),
})
export type WidgetLabels = z.infer<typeof Labels>
export type PageLabels = WidgetLabels['pages']

/** Words that the page needs before the first click. */
const loaderNames: LabelName[] = ['open', 'unreachable', 'faqShort', 'call15', 'call112', 'sms114']

/** Reads content/widget.yaml. Throws a ContentError when a label is missing. */
export function readWidgetLabels(files: SourceFiles): WidgetLabels {
  const issues: Issue[] = []
  const labels = readYaml('content/widget.yaml', files.get('content/widget.yaml') ?? '', Labels, issues)
  if (!labels) throw new ContentError(issues)
  return labels
}

/** The script a page loads, and the one that the first click loads. */
export type WidgetScripts = { loader: string; chat: string }

/** Bundles the widget into its two minified scripts with their labels inside. */
export function buildWidget({ widget }: WidgetLabels): WidgetScripts {
  const chat = bundle('chat.ts', 'esm', { WIDGET_LABELS: JSON.stringify(widget) })
  const version = createHash('sha256').update(chat).digest('base64url').slice(0, 12)
  const few = Object.fromEntries(loaderNames.map((name) => [name, widget[name]]))
  const loader = bundle('loader.ts', 'iife', {
    WIDGET_LABELS: JSON.stringify(few),
    WIDGET_CHAT: JSON.stringify(`/widget-chat.js?v=${version}`),
  })
  return { loader, chat }
}

function bundle(entry: string, format: 'esm' | 'iife', define: Record<string, string>): string {
  const result = buildSync({
    entryPoints: [join(projectRoot, 'src/widget', entry)],
    bundle: true,
    minify: true,
    format,
    target: 'es2022',
    charset: 'utf8',
    write: false,
    define,
    legalComments: 'none',
  })
  return result.outputFiles[0]?.text ?? ''
}
