import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { z } from 'zod'
import { readYaml } from '../../core/knowledge/front-matter.ts'
import { ContentError, type Issue } from '../../core/knowledge/issue.ts'
import type { SourceFiles } from '../../core/knowledge/knowledge.ts'
import type { LabelName } from '../../widget/labels.ts'
import { projectRoot } from './read-sources.ts'

const names = [
  'title',
  'subtitle',
  'open',
  'close',
  'transcript',
  'you',
  'assistant',
  'field',
  'placeholder',
  'send',
  'typing',
  'sources',
  'choices',
  'caveat',
  'section',
  'reference',
  'clear',
  'clearShort',
  'cleared',
  'offline',
  'back',
  'failed',
  'unreachable',
  'left',
  'emergency',
  'noscript',
  'faq',
  'demoTitle',
  'demoIntro',
] as const satisfies LabelName[]
const Labels = z.record(z.enum(names), z.string().min(1))
export type WidgetLabels = z.infer<typeof Labels>

/** Reads content/widget.yaml. Throws a ContentError when a label is missing. */
export function readWidgetLabels(files: SourceFiles): WidgetLabels {
  const issues: Issue[] = []
  const labels = readYaml('content/widget.yaml', files.get('content/widget.yaml') ?? '', Labels, issues)
  if (!labels) throw new ContentError(issues)
  return labels
}

/** Bundles the widget into one minified script with its labels inside. */
export function buildWidget(labels: WidgetLabels): string {
  const result = buildSync({
    entryPoints: [join(projectRoot, 'src/widget/element.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    write: false,
    define: { WIDGET_LABELS: JSON.stringify(labels) },
  })
  return result.outputFiles[0]?.text ?? ''
}
