import type { Issue } from '../knowledge/issue.ts'
import type { SafetyRule } from './rules.ts'

const families = [
  ...['fever', 'shivers', 'breathing', 'chest', 'head-neck', 'abdomen', 'faint', 'confusion', 'seizure'],
  ...['bleeding', 'stroke', 'allergy', 'sepsis', 'suicide', 'overdose', 'keyword'],
]

/** Each family of signs has its rules: a file that is lost or renamed would silence its emergencies without a word. */
export function missingFamilies(rules: readonly Pick<SafetyRule, 'family'>[]): Issue[] {
  const there = new Set(rules.map(({ family }) => family))
  return families
    .filter((family) => !there.has(family))
    .map((family) => ({
      file: 'intents/urgence/',
      path: family,
      rule: 'missing',
      message: `no rule of the family ${family}`,
      remedy: 'add its file, named *.yaml',
    }))
}
