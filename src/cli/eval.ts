// npm run eval: scores test/eval/ as its guide says, prints figures, confusions and the ablation, and fails under the floors.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadFrenchWords } from '../adapters/files/french-words.ts'
import { loadAssistant } from '../adapters/files/load-assistant.ts'
import { projectRoot, readSources } from '../adapters/files/read-sources.ts'
import { answerLine, type TurnLine } from '../adapters/text/json-lines.ts'
import type { Assistant } from '../core/dialogue/turn.ts'
import { ablate } from './eval-ablation.ts'
import { calibration } from './eval-calibration.ts'
import { accuracy, crossValidate, curve } from './eval-cv.ts'
import { hints } from './eval-hints.ts'
import { toReport } from './eval-report.ts'
import { type Expectation, type Figures, score, toFigures, type Verdict } from './eval-score.ts'
import { readBank } from './read-bank.ts'

const folder = join(projectRoot, 'test/eval')
const ordinals =
  'second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth'.split(
    ' ',
  )
const mixed = [...ordinals, 'languages']
const dialogues = ['dialogues', ...ordinals.slice(0, 14).map((nth) => `dialogues-${nth}`)]
const seen = ['inscope', 'nearmiss', 'oos', 'smalltalk', 'urgent', ...dialogues, 'independent', ...mixed]
/** Scored, and never shown row by row: who mends for a row has seen it. */
const withheld = ['withheld-questions', 'withheld-messages', 'withheld-fifth']
const names = [...seen, ...withheld]
const isJson = process.argv.includes('--json')

type Row = Expectation & { turns?: Expectation[] }
const rows = new Map(names.map((name) => [name, readRows(name)]))
const started = performance.now()
const files = readSources()
const loaded = loadAssistant(files)
const { assistant } = loaded
const startMs = performance.now() - started
const all = run(assistant)
const verdicts = all.filter(({ set }) => !withheld.includes(set))
const bySet = new Map(names.map((name) => [name, toFigures(all.filter(({ set }) => set === name))]))
const floors = JSON.parse(readFileSync(join(folder, 'floors.json'), 'utf8')) as Record<string, number>
const measured = measure(bySet)
const below = Object.entries(floors).filter(([name, floor]) =>
  name.endsWith('Max') ? (measured[name] ?? 1) > floor : (measured[name] ?? 0) < floor,
)
const times = verdicts.map(({ got }) => got.ms).sort((a, b) => a - b)
const time = { p50: at(times, 0.5), p99: at(times, 0.99), startMs: Math.round(startMs) }
const reliability = calibration(verdicts)
const ablation = process.argv.includes('--quick') ? null : ablate(files, loaded, run)
const heldOut = process.argv.includes('--cv') ? crossValidate(files) : null
const crossValidation = heldOut && { ...accuracy(heldOut), curve: curve(heldOut) }

if (isJson)
  console.log(
    JSON.stringify({
      measured,
      floors,
      below,
      sets: Object.fromEntries(bySet),
      time,
      reliability,
      ablation,
      crossValidation,
    }),
  )
else print()
mkdirSync(join(projectRoot, 'report'), { recursive: true })
writeFileSync(join(projectRoot, 'report/eval.html'), toReport(bySet, verdicts, measured, floors))
if (below.length > 0) process.exitCode = 1

function readRows(name: string): Row[] {
  return readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** Asks a candidate what stands in some of the sets. */
function run(candidate: Assistant, sets: readonly string[] = names): Verdict[] {
  return sets.flatMap((set) =>
    (rows.get(set) ?? []).flatMap((row) => {
      const expected = row.turns ?? [row]
      const input = JSON.stringify(
        row.turns ? { id: row.id, turns: row.turns.map(({ text }) => text) } : { id: row.id, text: row.text },
      )
      const got = answerLine(input, 0, candidate, () => performance.now()) as TurnLine[]
      return expected.map((turn, i) => score(set, { ...turn, id: row.id }, got[i] as TurnLine))
    }),
  )
}

function measure(sets: ReadonlyMap<string, Figures>): Record<string, number> {
  const others = verdicts.filter(({ expected }) => expected.kind !== 'urgent')
  return {
    topic: sets.get('inscope')?.topic ?? 0,
    right: sets.get('inscope')?.right ?? 0,
    wrongMax: sets.get('inscope')?.wrong ?? 1,
    urgentFound: sets.get('urgent')?.urgent ?? 0,
    falseAlarmMax: toFigures(others).urgent,
    oos: sets.get('oos')?.right ?? 0,
    nearmiss: sets.get('nearmiss')?.right ?? 0,
    smalltalk: sets.get('smalltalk')?.right ?? 0,
    dialogues: sets.get('dialogues')?.right ?? 0,
  }
}

function print(): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8)
  console.log('set                  rows    topic    right  offered    wrong   urgent  gave up')
  for (const [name, f] of bySet)
    console.log(
      `${name.padEnd(19)} ${String(f.count).padStart(5)} ${[f.topic, f.right, f.offered, f.wrong, f.urgent, f.gaveUp].map(percent).join(' ')}`,
    )
  for (const name of [...withheld, ...mixed])
    console.log(
      `${name}: ${byKind(
        all.filter(({ set }) => set === name),
        percent,
      )}`,
    )
  for (const field of ['style', 'topic'] as const) {
    const groups = Map.groupBy(
      verdicts.filter(({ set }) => set === 'inscope'),
      ({ expected }) => (field === 'style' ? expected.style : expected.accept?.[0]) ?? '',
    )
    console.log(
      `\ninscope by ${field}: ${[...groups].map(([name, list]) => `${name} ${Math.round(toFigures(list).right * 100)}`).join(' · ')}`,
    )
  }
  console.log('\nnot right:')
  for (const { set, expected, got, isRight } of verdicts)
    if (!isRight)
      console.log(
        `  ${set} ${expected.id} “${expected.text.slice(0, 90)}” wants ${expected.accept?.join('|') ?? expected.kind}, got ${got.kind} ${got.passage ?? ''} ${got.confidence ?? ''}`,
      )
  console.log(
    `\ncalibration (confidence → right topic): ${reliability.bins.map((b) => `${b.from}–${b.to}: ${(b.right * 100).toFixed(0)} % of ${b.count}`).join(' · ')}; error ${reliability.error.toFixed(3)}`,
  )
  if (ablation) {
    console.log('\nablation'.padEnd(45), 'topic    right    wrong  indep. r.   oos  dialogues')
    for (const [name, figures] of Object.entries(ablation))
      console.log(name.padEnd(44), Object.values(figures).map(percent).join(' '))
  }
  if (crossValidation) printCrossValidation(crossValidation, percent)
  for (const line of hints(verdicts, readBank(files), (word) => loadFrenchWords().has(word)))
    console.log(line)
  console.log(`\nms a turn: p50 ${time.p50}, p99 ${time.p99}; start ${time.startMs} ms`)
  for (const [name, floor] of below)
    console.log(`BELOW FLOOR ${name}: ${measured[name]?.toFixed(3)}, floor ${floor}`)
}

/** How many of each kind were right, and answers that were wrong. */
function byKind(list: readonly Verdict[], percent: (share: number) => string): string {
  const kinds = Map.groupBy(list, ({ expected }) => expected.kind)
  return [...kinds]
    .map(([kind, of]) => {
      const { right, offered, wrong } = toFigures(of)
      return `${kind}${percent(right)} of ${of.length}${offered > 0 ? `, offered${percent(offered)}` : ''}${wrong > 0 ? `, wrong${percent(wrong)}` : ''}`
    })
    .join(' · ')
}

function printCrossValidation(
  { curve: points, ...of }: NonNullable<typeof crossValidation>,
  percent: (share: number) => string,
): void {
  console.log(
    `\n5-fold cross-validation over ${of.utterances} utterances: passage${percent(of.passage)}, topic${percent(of.topic)}, small talk${percent(of.smalltalk)}, outside${percent(of.outside)}`,
  )
  console.log('threshold curve (* chosen)  right    wrong  offered  outside kept out')
  for (const { threshold, value, isChosen, ...shares } of points)
    console.log(
      `${threshold.padEnd(10)} ${value.toFixed(2)}${isChosen ? '*' : ' '}      ${Object.values(shares).map(percent).join(' ')}`,
    )
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
