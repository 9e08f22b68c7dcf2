import type { Observer } from '../observer.ts'

/** Counts of one day by name, e.g. `passage|causes/virus`. Names are ids of the content; with JOURNAL_TEXT=redacted also the common words of what was not understood, without their order. */
export type DayCounts = Record<string, number>
export type Days = Record<string, DayCounts>

/** Where counts are kept. `add` keeps all of them or rejects. */
export type JournalSink = { add(days: Days): Promise<void>; read(): Promise<Days> }

export type Journal = Observer & { flush(): Promise<void> }

export const retentionDays = 30
const mostNames = 5_000
const mostTexts = 1_000
const dayMs = 86_400_000

/** The day of a moment, as `2026-11-24` (UTC). */
export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

/** The first day that is still kept at a moment. */
export const firstKept = (moment: number): string => dayOf(moment - (retentionDays - 1) * dayMs)

/** Counts for editors what is read, not understood, judged and urgent, and hands it to the sink at each flush. */
export function createJournal(sink: JournalSink, now: () => number): Journal {
  let waiting: Days = {}
  // Writing a day out costs more than counting: once a day is enough.
  let today = { number: Number.NaN, name: '' }
  // What people write has no end of names, and each would be kept for the whole retention: so many a day.
  const texts = new Set<string>()
  const nameOfToday = () => {
    const moment = now()
    const number = Math.floor(moment / dayMs)
    if (number !== today.number) {
      today = { number, name: dayOf(moment) }
      texts.clear()
    }
    return today.name
  }
  const count = (name: string) => {
    const day = nameOfToday()
    waiting[day] ??= {}
    const counts = waiting[day]
    // Names come from the content; the bound holds if a sink stays away for long.
    if (counts[name] === undefined && Object.keys(counts).length >= mostNames) return
    counts[name] = (counts[name] ?? 0) + 1
  }
  const countText = (words: string) => {
    nameOfToday()
    if (texts.size < mostTexts) texts.add(words)
    if (texts.has(words)) count(`text|${words}`)
  }
  return {
    turn({ kind, passage, family, confidence, nearest, redacted }) {
      count(`kind|${kind}`)
      if (passage) count(`passage|${passage}`)
      if (family) count(`urgent|${family}`)
      if (kind === 'fallback' || kind === 'disambiguation') {
        if (confidence !== null) count(`score|${(Math.floor(confidence * 10) / 10).toFixed(1)}`)
        for (const id of nearest) count(`near|${kind}|${id}`)
        if (redacted) countText(redacted)
      }
    },
    feedback({ isUseful, passage }) {
      count(`${isUseful ? 'useful' : 'useless'}|${passage ?? 'unknown'}`)
    },
    async flush() {
      const taken = waiting
      if (Object.keys(taken).length === 0) return
      waiting = {}
      try {
        await sink.add(taken)
      } catch (error) {
        waiting = addDays(waiting, taken)
        throw error
      }
    },
  }
}

/** Both sums in one. */
export function addDays(first: Days, second: Days): Days {
  const sum: Days = structuredClone(first)
  for (const [day, counts] of Object.entries(second)) {
    sum[day] ??= {}
    for (const [name, value] of Object.entries(counts)) sum[day][name] = (sum[day][name] ?? 0) + value
  }
  return sum
}
