import type { Issue } from '../knowledge/issue.ts'
import { afterUrgent, type SafetyRule } from './rules.ts'

const families = [
  ...['fever', 'shivers', 'breathing', 'chest', 'head-neck', 'abdomen', 'faint', 'confusion', 'seizure'],
  ...['bleeding', 'stroke', 'allergy', 'sepsis', 'suicide', 'overdose', 'keyword', afterUrgent],
]

/** A family whose rules stand in two files: one rule of each, so that neither is lost behind the other. */
const inTwoFiles = ['fever-word', 'temperature-told']

/** Each family of signs has its rules: a file that is lost or renamed would silence its emergencies without a word. */
export function missingFamilies(rules: readonly Pick<SafetyRule, 'family' | 'id'>[]): Issue[] {
  const there = new Set(rules.flatMap(({ family, id }) => [family, id]))
  return [...families, ...inTwoFiles]
    .filter((name) => !there.has(name))
    .map((name) => ({
      file: 'intents/urgence/',
      path: name,
      rule: 'missing',
      message: `no rule of ${name}`,
      remedy: 'add its file, named *.yaml',
    }))
}
