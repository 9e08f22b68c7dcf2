import type { Knowledge, SourceFiles } from '../../core/knowledge/knowledge.ts'
import type { UnderstandingParts } from '../../core/matching/understanding.ts'
import type { SafetyRules } from '../../core/safety/rules.ts'
import { type Assembled, assemble } from './assemble.ts'
import { prepare } from './prepare.ts'
import { readSources } from './read-sources.ts'
import { keep, recall } from './stored.ts'

/** The assistant with what the command line tools and tests look into. */
export type Loaded = Assembled & { knowledge: Knowledge; rules: SafetyRules }

/** Builds the assistant from content/ and intents/. Throws a ContentError that lists every fault. */
export function loadAssistant(
  files: SourceFiles = readSources(),
  without: UnderstandingParts['without'] = {},
): Loaded {
  const prepared = recall(files) ?? keep(files, prepare(files))
  return { ...prepared, ...assemble(files, prepared, without) }
}
