import { matchAt, type Pattern, type Readings } from './pattern.ts'
import { sentenceEnd } from './signs.ts'

/** Readings of the words of a text as they are written, worked out where somebody looks. */
export type Written = { readings: Readings; look(from: number, to: number): void }

/** Whether a turn of phrase explains the words from one place of a text to another, both included. */
export type Excuses = (written: Written, tokens: readonly string[], span: [number, number]) => boolean

/** How many words around a sign an excuse may reach. */
const reach = 9

/** Most messages hold no sign, and a sign has its excuse nearby: only the words around it are read. */
export function readLazily(tokens: readonly string[], read: (token: string) => readonly number[]): Written {
  const readings: (readonly number[])[] = []
  return {
    readings,
    look(from, to) {
      for (let at = from; at <= to; at++) readings[at] ??= read(tokens[at] as string)
    },
  }
}

/**
 * Builds the excuses of a rule, found by the element that they begin with. An excuse counts where it overlaps the words
 * that showed the sign, in their sentence: it explains these words, no others.
 */
export function createExcuses(patterns: readonly Pattern[]): Excuses {
  const byOpening = Map.groupBy(patterns, ({ elements }) => elements[0]?.id ?? -1)
  return (written, tokens, [from, to]) => {
    if (patterns.length === 0) return false
    let first = from
    while (first > Math.max(0, from - reach) && tokens[first - 1] !== sentenceEnd) first--
    let last = to
    while (last < Math.min(tokens.length - 1, to + reach) && tokens[last + 1] !== sentenceEnd) last++
    written.look(first, last)
    const { readings } = written
    for (let at = first; at <= to; at++)
      for (const id of readings[at] ?? [])
        for (const excuse of byOpening.get(id) ?? []) {
          const span = matchAt(excuse, readings, at)
          if (span && span[1] <= last && span[1] >= from) return true
        }
    return false
  }
}

/** The excuses of a rule's family, which its rules share, and its own. */
export const eitherOf =
  (family: Excuses | undefined, own: Excuses): Excuses =>
  (...asked) =>
    own(...asked) || (family?.(...asked) ?? false)
