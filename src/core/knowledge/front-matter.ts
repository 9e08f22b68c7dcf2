import { parse } from 'yaml'
import type { z } from 'zod'
import type { Issue } from './issue.ts'

const fence = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/

/** Reads a Markdown file's YAML head by a schema. Null, and issues, when it does not fit. */
export function readFrontMatter<S extends z.ZodType>(
  file: string,
  source: string,
  schema: S,
  issues: Issue[],
) {
  const head = source.match(fence)
  if (!head) {
    issues.push({ file, path: '', rule: 'front-matter', message: 'none', remedy: 'begin with --- … ---' })
    return null
  }
  const data = readYaml(file, head[1] ?? '', schema, issues)
  return data === null ? null : { data, body: source.slice(head[0].length).trim() }
}

/** Parses YAML by a schema. Null, and one issue a fault, when it does not fit. */
export function readYaml<S extends z.ZodType>(file: string, source: string, schema: S, issues: Issue[]) {
  let value: unknown
  try {
    value = parse(source, { schema: 'core' })
  } catch (error) {
    issues.push({ file, path: '', rule: 'yaml', message: String(error), remedy: 'mend the YAML' })
    return null
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data as z.infer<S>
  for (const fault of result.error.issues) {
    const path = fault.path.join('.')
    issues.push({
      file,
      path,
      rule: fault.code,
      message: fault.message,
      remedy: 'write it as the schema says',
    })
  }
  return null
}
