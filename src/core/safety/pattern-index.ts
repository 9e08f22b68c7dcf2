import { matchAt, type Pattern, type Readings } from './pattern.ts'

/** A pattern with what excuses it. */
export type Entry<E = unknown> = { pattern: Pattern; excuses: E }
export type Found<E = unknown> = { entry: Entry<E>; span: [number, number] }

/** The entry that a text shows first, by the place where it begins; null when `accepts` takes none. */
export type FindFirst<E> = (
  readings: Readings,
  accepts: (entry: Entry<E>, span: [number, number]) => boolean,
) => Found<E> | null

/**
 * Indexes patterns by the element that the fewest patterns share: of thousands only those are tried whose every element
 * stands somewhere in the text, which is less than one for an ordinary message. `ids`: how many elements there are.
 */
export function indexPatterns<E>(entries: readonly Entry<E>[], ids: number): FindFirst<E> {
  const shared = new Uint32Array(ids)
  for (const { pattern } of entries)
    for (const { id } of pattern.elements) shared[id] = (shared[id] as number) + 1
  const { keyed, keys } = groupByRarest(entries, shared)
  const { elements, starts } = flatten(entries, shared)
  // Which elements stand in the text that is read: one buffer for all, emptied by counting on, which a double does for ever.
  const readIn = new Float64Array(ids)
  let reading = 0
  const isRead = (number: number) => {
    // The first is the rarest, under which the pattern was found.
    for (let at = (starts[number] as number) + 1; at < (starts[number + 1] as number); at++)
      if (readIn[elements[at] as number] !== reading) return false
    return true
  }

  return (readings, accepts) => {
    reading++
    const found: number[] = []
    for (const read of readings)
      for (let at = 0; at < read.length; at++) {
        const id = read[at] as number
        if (readIn[id] === reading) continue
        readIn[id] = reading
        if (keys[id] !== keys[id + 1]) found.push(id)
      }
    const tried: number[] = []
    for (const id of found)
      for (let at = keys[id] as number; at < (keys[id + 1] as number); at++)
        if (isRead(keyed[at] as number)) tried.push(keyed[at] as number)
    // Of two signs at one place the first of the table speaks.
    tried.sort((a, b) => a - b)
    return earliest(
      tried.map((number) => entries[number] as Entry<E>),
      readings,
      accepts,
    )
  }
}

function earliest<E>(
  tried: readonly Entry<E>[],
  readings: Readings,
  accepts: (entry: Entry<E>, span: [number, number]) => boolean,
): Found<E> | null {
  let first: Found<E> | null = null
  let end = readings.length
  for (const entry of tried) {
    const opening = entry.pattern.elements[0]?.id as number
    for (let start = 0; start < end; start++) {
      if (!readings[start]?.includes(opening)) continue
      const span = matchAt(entry.pattern, readings, start)
      if (!span || !accepts(entry, span)) continue
      first = { entry, span }
      end = start
    }
  }
  return first
}

/** The numbers of the patterns in the order of their rarest elements, and for each element where its own begin. */
function groupByRarest(
  entries: readonly Entry<unknown>[],
  shared: Uint32Array,
): { keyed: Int32Array; keys: Int32Array } {
  const groups = Map.groupBy(entries.keys(), (number) =>
    rarest((entries[number] as Entry<unknown>).pattern, shared),
  )
  const keyed: number[] = []
  const keys = new Int32Array(shared.length + 1)
  for (let id = 0; id < shared.length; id++) {
    keyed.push(...(groups.get(id) ?? []))
    keys[id + 1] = keyed.length
  }
  return { keyed: Int32Array.from(keyed), keys }
}

function rarest({ elements }: Pattern, shared: Uint32Array): number {
  let best = elements[0]?.id as number
  for (const { id } of elements) if ((shared[id] as number) < (shared[best] as number)) best = id
  return best
}

/**
 * The elements of all patterns in one row of numbers, of each those first that fewest patterns share: most are given up at
 * the second. Nothing else of a pattern is looked at before all its elements stand in the text.
 */
function flatten(
  entries: readonly Entry<unknown>[],
  shared: Uint32Array,
): { elements: Int32Array; starts: Int32Array } {
  const elements: number[] = []
  const starts = [0]
  for (const { pattern } of entries) {
    const own = pattern.elements.map(({ id }) => id)
    elements.push(...own.sort((a, b) => (shared[a] as number) - (shared[b] as number)))
    starts.push(elements.length)
  }
  return { elements: Int32Array.from(elements), starts: Int32Array.from(starts) }
}
