import { readSources } from '../adapters/files/read-sources.ts'
import { ContentError } from '../core/knowledge/issue.ts'
import { type Bank, buildKnowledge, type Knowledge, type SourceFiles } from '../core/knowledge/knowledge.ts'

/** What people say, for the tools that learn anew or look into it. Throws a ContentError that lists every fault. */
export function readBank(files: SourceFiles = readSources()): { knowledge: Knowledge; bank: Bank } {
  const built = buildKnowledge(files)
  if ('issues' in built) throw new ContentError(built.issues)
  return built
}
