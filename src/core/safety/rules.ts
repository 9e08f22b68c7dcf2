import { parse } from 'yaml'
import { z } from 'zod'
import type { Issue } from '../knowledge/issue.ts'
import { fold } from '../language/fold.ts'
import { parsePattern } from './pattern.ts'

const line = z.string().trim().min(1).transform(fold)
const form = /^(?:[\^$]|@[a-z0-9-]+|=?[\p{L}\p{N}]+|[\p{L}\p{N}]{3,}\*)$/u
const sourcesOf = (text: string) => {
  const sources: string[] = []
  parsePattern('', text, (source) => sources.push(source))
  return sources
}
// What can never match is a fault: nobody would notice that it finds no one.
const pattern = line
  .refine((text) => !/\.\.\d+$/.test(text), 'a gap at the end says nothing')
  .refine(
    (text) => sourcesOf(text).every((source) => source.split('|').every((part) => form.test(part))),
    'each form is one word of letters and digits (a hyphen parts words); a beginning has three letters or more',
  )
// A space at an end is a word's end, as in « gb ».
const part = z.string().min(1).transform(fold)

/** One rule of intents/urgence/: what it matches and the examples that prove it. */
const RuleParts = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  match: z.array(pattern).default([]),
  /** Parts of the raw text, for scripts without spaces or accents that matter. */
  contains: z.array(z.string().min(1)).default([]),
  /** Turns of phrase in which the same words mean something harmless, for all rules of the family. */
  unless: z.array(pattern).default([]),
  /** The same for this rule only: beside another of the family the words would still be a sign. */
  unlessHere: z.array(pattern).default([]),
  /**
   * Of what leans on the urgent reply: asked only until something is answered after it. « C'est grave ? » may be said of the
   * answer just as well.
   */
  untilAnswered: z.boolean().optional(),
  positive: z.array(z.string()).min(3),
  nearMiss: z.array(z.string()).min(2),
})
const Rule = RuleParts.refine(
  ({ match, contains }) => match.length + contains.length > 0,
  'a rule without match or contains finds no one',
)
const Family = z.strictObject({ family: z.string(), rules: z.array(Rule).min(1) })

const Temperature = z.strictObject({
  /** Words after a number that make it something else: ans, kg, euros… */
  units: z.array(line),
  /** Words near a number without « ° » that make it a laboratory value. */
  laboratory: z.array(part),
  /** Words near that make it a kitchen, an address, a price, the weather… */
  elsewhere: z.array(part),
  /** Words of things and places that lead to a number: « mes draps passent à 40 ». */
  things: z.array(part),
  /** Those of the things whose temperature people tell to the tenth. */
  measured: z.array(part),
  /** What follows a number that is of a thing or of the air: « 40 degrés d'alcool », « 38 à Lyon ». */
  behind: z.array(part),
  /** Words of people, who have a temperature of their own. */
  people: z.array(line),
  /** Words before a bare whole number that make it a body temperature. */
  before: z.array(line),
  /** Words of time that make a bare whole number at a clause's start a body temperature: « 38 ce matin ». */
  moments: z.array(line),
  /** Words that may follow a bare whole number. */
  after: z.array(line),
  /** Words that say that a temperature is meant. */
  body: z.array(part),
})
export type TemperatureWords = z.infer<typeof Temperature>
const Shared = z.strictObject({ classes: z.record(z.string(), z.array(line)), temperature: Temperature })

export type SafetyRule = z.infer<typeof Rule> & { family: string }
export type SafetyRules = {
  rules: SafetyRule[]
  /** What people say right after the urgent reply and do not name a sign again: asked only there. */
  after: SafetyRule[]
  classes: Record<string, string[]>
  temperature: TemperatureWords
}

const folder = 'intents/urgence/'
/** The family of what leans on the urgent reply. */
export const afterUrgent = 'after-urgent'

/** Reads the rule table. Faults are pushed on `issues`; null when the table cannot be read whole. */
export function readSafetyRules(files: ReadonlyMap<string, string>, issues: Issue[]): SafetyRules | null {
  const all: SafetyRule[] = []
  let shared: z.infer<typeof Shared> | null = null
  for (const [file, source] of files) {
    if (!file.startsWith(folder) || !file.endsWith('.yaml')) continue
    if (file.endsWith('/classes.yaml')) shared = read(file, source, Shared, issues)
    else {
      const family = read(file, source, Family, issues)
      if (family) all.push(...family.rules.map((rule) => ({ ...rule, family: family.family })))
    }
  }
  if (!shared)
    issues.push({
      file: `${folder}classes.yaml`,
      path: '',
      rule: 'missing',
      message: 'no classes',
      remedy: 'add the file',
    })
  const rules = all.filter(({ family }) => family !== afterUrgent)
  if (rules.length === 0)
    issues.push({ file: folder, path: '', rule: 'missing', message: 'no rule', remedy: 'add the families' })
  if (!shared || rules.length === 0) return null
  for (const rule of all) {
    const named = [...rule.match, ...rule.unless, ...rule.unlessHere].flatMap((text) =>
      [...text.matchAll(/@([a-z0-9-]+)/g)].map((m) => m[1] ?? ''),
    )
    for (const name of named)
      if (!Object.hasOwn(shared.classes, name))
        issues.push({
          file: folder,
          path: rule.id,
          rule: 'class',
          message: `@${name}`,
          remedy: 'define it in classes.yaml',
        })
  }
  return { rules, after: all.filter(({ family }) => family === afterUrgent), ...shared }
}

function read<S extends z.ZodType>(
  file: string,
  source: string,
  schema: S,
  issues: Issue[],
): z.infer<S> | null {
  try {
    const result = schema.safeParse(parse(source, { schema: 'core' }))
    if (result.success) return result.data
    for (const fault of result.error.issues)
      issues.push({
        file,
        path: fault.path.join('.'),
        rule: fault.code,
        message: fault.message,
        remedy: 'write it as the schema says',
      })
  } catch (error) {
    issues.push({ file, path: '', rule: 'yaml', message: String(error), remedy: 'mend the YAML' })
  }
  return null
}
