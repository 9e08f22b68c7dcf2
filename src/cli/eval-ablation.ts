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

/** What the ablation is measured on: the given questions, others, what is beside the subject, dialogues that nothing was learned from. */
const sets = ['inscope', 'independent', 'oos', 'dialogues-eleventh']

/** The sets' figures with one part of the understanding switched off at a time. What earns no point has no place. */
export function ablate(
  files: SourceFiles,
  whole: Loaded,
  run: (candidate: Assistant, sets: readonly string[]) => Verdict[],
): Record<string, Record<string, number>> {
  const variants: [string, () => Assistant][] = [
    ['whole', () => whole.assistant],
    ['without repair', () => loadAssistant(files, { repair: true }).assistant],
    ["without Fuse's score", () => loadAssistant(files, { fuse: true }).assistant],
    ['without the ranker (nearest utterance only)', () => loadAssistant(files, { ranker: true }).assistant],
    ['without habits', () => createAssistant({ ...whole, ...whole.context, habits: null })],
    [
      'Fuse alone over questions',
      () => createAssistant({ ...whole, ...whole.context, understand: fuseAlone(whole) }),
    ],
  ]
  return Object.fromEntries(
    variants.map(([name, build]) => {
      const verdicts = run(build(), sets)
      const of = (set: string) => toFigures(verdicts.filter((verdict) => verdict.set === set))
      const [inscope, independent, oos, dialogues] = sets.map(of)
      return [
        name,
        {
          topic: inscope?.topic ?? 0,
          right: inscope?.right ?? 0,
          wrong: inscope?.wrong ?? 0,
          independent: independent?.right ?? 0,
          oos: oos?.right ?? 0,
          dialogues: dialogues?.right ?? 0,
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
