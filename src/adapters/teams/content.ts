import { z } from 'zod'
import { readYaml } from '../../core/knowledge/front-matter.ts'
import { ContentError, type Issue } from '../../core/knowledge/issue.ts'
import type { SourceFiles } from '../../core/knowledge/knowledge.ts'

const text = z.string().trim().min(1)
const upTo = (limit: number) => text.max(limit)
const commands = z.array(z.strictObject({ title: upTo(128), description: upTo(4000) })).min(1)

const Language = z.strictObject({
  name: z.strictObject({ short: upTo(30), full: upTo(100) }),
  description: z.strictObject({ short: upTo(80), full: upTo(4000) }),
  search: z.strictObject({
    title: upTo(32),
    description: upTo(128),
    parameter: upTo(32),
    parameterDescription: upTo(128),
  }),
  commands,
  prompts: commands,
})
export type AppLanguage = z.infer<typeof Language>

/** content/teams.yaml */
const TeamsContent = z.strictObject({
  cards: z.strictObject({
    related: text,
    choose: text,
    sources: text,
    section: text,
    fallback: text,
    nothing: text,
  }),
  app: z.strictObject({
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version such as 1.0.0'),
    accentColor: z.string().regex(/^#[0-9A-F]{6}$/, 'a colour such as #1F5F8B'),
    developer: upTo(32),
    languages: z.strictObject({ fr: Language, en: Language }),
  }),
})
export type TeamsContent = z.infer<typeof TeamsContent>
export type CardLabels = TeamsContent['cards']

/** Reads what Teams shows beside the answers. Throws a ContentError when something is missing or too long for Teams. */
export function readTeamsContent(files: SourceFiles): TeamsContent {
  const issues: Issue[] = []
  const file = 'content/teams.yaml'
  const content = readYaml(file, files.get(file) ?? '', TeamsContent, issues)
  if (!content) throw new ContentError(issues)
  return content
}
