import Fuse from 'fuse.js'
import { type Loaded, loadAssistant } from '../adapters/files/load-assistant.ts'
import { createAssistant } from '../core/dialogue/assistant.ts'
import type { Assistant } from '../core/dialogue/turn.ts'
import type { SourceFiles } from '../core/knowledge/knowledge.ts'
import { fold } from '../core/language/fold.ts'
import { toLabel } from '../core/matching/ranker.ts'
import type { Understand } from '../core/matching/understanding.ts'
import { toFigures, type Verdict } from './eval-score.ts'

// Fuse's search slows down steeply on a long text.
const longestForFuse = 64

/** The sets' figures with one part of the understanding switched off at a time. What earns no point has no place. */
export function ablate(
  files: SourceFiles,
  whole: Loaded,
  run: (candidate: Assistant) => Verdict[],
): Record<string, Record<string, number>> {
  const variants: [string, () => Assistant][] = [
    ['whole', () => whole.assistant],
    ['without repair', () => loadAssistant(files, { repair: true }).assistant],
    ["without Fuse's score", () => loadAssistant(files, { fuse: true }).assistant],
    ['without the ranker (nearest utterance only)', () => loadAssistant(files, { ranker: true }).assistant],
    ['Fuse alone over questions', () => createAssistant({ ...whole, understand: fuseAlone(whole) })],
  ]
  return Object.fromEntries(
    variants.map(([name, build]) => {
      const verdicts = run(build())
      const of = (set: string) => toFigures(verdicts.filter((verdict) => verdict.set === set))
      const [inscope, independent, oos] = [of('inscope'), of('independent'), of('oos')]
      return [
        name,
        {
          topic: inscope.topic,
          right: inscope.right,
          wrong: inscope.wrong,
          independent: independent.right,
          oos: oos.right,
        },
      ]
    }),
  )
}

/** What a plain search box would do: the passage whose question Fuse finds closest, whenever it finds one. */
function fuseAlone({ knowledge }: Loaded): Understand {
  const questions = [...knowledge.passages.values()].map(({ id, question }) => ({ id, text: fold(question) }))
  const fuse = new Fuse(questions, {
    keys: ['text'],
    ignoreLocation: true,
    threshold: 0.6,
    useTokenSearch: true,
  })
  return (text) => {
    const best = fuse.search(fold(text).slice(-longestForFuse), { limit: 1 })[0]
    if (!best) return [{ label: toLabel('outside', 'fuse'), probability: 1 }]
    return [{ label: toLabel('passage', best.item.id), probability: 1 }]
  }
}
