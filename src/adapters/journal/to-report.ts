import type { Days } from './journal.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const html = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** The sums of all days for one kind of name, e.g. `passage`, the largest first. */
export function ranked(days: Days, prefix: string): [name: string, count: number][] {
  const sums = new Map<string, number>()
  for (const counts of Object.values(days))
    for (const [name, value] of Object.entries(counts))
      if (name.startsWith(`${prefix}|`)) {
        const id = name.slice(prefix.length + 1)
        sums.set(id, (sums.get(id) ?? 0) + value)
      }
  return [...sums].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}

/** A page of bar charts for editors: what is read, what was not understood, judgements, emergencies by day. */
export function toReport(days: Days): string {
  const chart = (title: string, rows: readonly [string, number][]) => {
    const most = Math.max(1, ...rows.map(([, count]) => count))
    const bars = rows.map(([name, count], i) => {
      const y = i * 22
      return `<text x="0" y="${y + 15}">${html(name)}</text><rect x="340" y="${y + 3}" width="${(count / most) * 260}" height="15"/><text x="${(count / most) * 260 + 346}" y="${y + 15}">${count}</text>`
    })
    const drawn =
      rows.length > 0
        ? `<svg role="img" aria-label="${html(title)}" width="680" height="${rows.length * 22}">${bars.join('')}</svg>`
        : '<p>Nothing yet.</p>'
    return `<h2>${html(title)}</h2>${drawn}`
  }
  const dates = Object.keys(days).sort()
  const byDay = (prefix: string) =>
    dates.map((day): [string, number] => [
      day,
      Object.entries(days[day] ?? {})
        .filter(([name]) => name.startsWith(`${prefix}|`))
        .reduce((sum, [, count]) => sum + count, 0),
    ])
  const urgentRows = dates.flatMap((day) =>
    ranked({ [day]: days[day] ?? {} }, 'urgent').map(([family, n]): [string, number] => [
      `${day} ${family}`,
      n,
    ]),
  )
  const parts = [
    chart('Turns by day', byDay('kind')),
    chart('Turns by kind', ranked(days, 'kind')),
    chart('Passages read', ranked(days, 'passage').slice(0, 40)),
    chart('Not understood: nearest topics', ranked(days, 'near|fallback').slice(0, 30)),
    chart('Not sure: passages offered', ranked(days, 'near|disambiguation').slice(0, 30)),
    chart(
      'Not understood or not sure: score from',
      ranked(days, 'score').sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    ...(ranked(days, 'text').length > 0
      ? [
          chart(
            'Not understood: common words of it (JOURNAL_TEXT=redacted)',
            ranked(days, 'text').slice(0, 60),
          ),
        ]
      : []),
    chart('Judged useless', ranked(days, 'useless').slice(0, 30)),
    chart('Judged useful', ranked(days, 'useful').slice(0, 30)),
    chart('Urgent families by day', urgentRows),
  ]
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Journal</title><style>body{font:14px sans-serif;max-width:46rem;margin:2rem auto}rect{fill:#0b5c6b}text{font-size:13px}</style>
<h1>Journal${dates.length > 0 ? ` ${dates[0]} to ${dates.at(-1)}` : ''}</h1><p>Counts by id. No message is kept${ranked(days, 'text').length > 0 ? ', but common words of those not understood, in alphabetical order' : ''}.</p>
${parts.join('\n')}</html>`
}
