import type { Figures, Verdict } from './eval-score.ts'

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

/** The figures of one run as a page with a bar a figure, and the list of what was not right. */
export function toReport(
  sets: ReadonlyMap<string, Figures>,
  verdicts: readonly Verdict[],
  measured: Record<string, number>,
  floors: Record<string, number>,
): string {
  const bar = (name: string, share: number, floor?: number) => {
    const line =
      floor === undefined
        ? ''
        : `<line x1="${200 + floor * 300}" x2="${200 + floor * 300}" y1="0" y2="18" stroke="#a3121f"/>`
    return `<svg width="580" height="20" role="img" aria-label="${name} ${(share * 100).toFixed(1)} %"><text x="0" y="14" font-size="13">${name}</text><rect x="200" y="2" height="14" width="${share * 300}" fill="#0b5c6b"/>${line}<text x="508" y="14" font-size="13">${(share * 100).toFixed(1)} %</text></svg>`
  }
  const floored = Object.entries(measured).map(([name, share]) => bar(name, share, floors[name]))
  const each = [...sets].flatMap(([name, f]) => [
    `<h2>${name} (${f.count})</h2>`,
    bar('right', f.right),
    bar('offered', f.offered),
    bar('wrong', f.wrong),
    bar('gave up', f.gaveUp),
  ])
  const misses = verdicts
    .filter(({ isRight }) => !isRight)
    .map(
      ({ set, expected, got }) =>
        `<tr><td>${set}<td>${expected.id}<td>${escaped(expected.text)}<td>${expected.accept?.join(', ') ?? expected.kind}<td>${got.kind} ${got.passage ?? ''}`,
    )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Evaluation</title><body style="font-family:sans-serif">
<h1>Evaluation</h1>${floored.join('<br>')}${each.join('<br>')}
<h2>Not right</h2><table>${misses.join('\n')}</table></body></html>`
}
