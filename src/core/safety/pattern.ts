/** One place in a pattern: the forms that may stand there, named by an id of the lexicon. */
export type Element = { id: number; gap: number }

/** A pattern: elements in order with bounded gaps, or all of them within a window in any order. */
export type Pattern = { rule: string; elements: Element[]; within: number | null }

/** The ids of the lexicon entries that each token of a text may be. */
export type Readings = readonly (readonly number[])[]

/**
 * Reads one line of a rule. `mal ..3 @poitrine` is an order with up to three words between; `@mal & @ventre /6` is
 * any order within six words; `a|b*` are alternatives and beginnings; `@x` is a class; `^` and `$` are the message's ends. `register` names an element.
 */
export function parsePattern(rule: string, line: string, register: (source: string) => number): Pattern {
  const [body = '', window] = line.split(/\s\/(?=\d+$)/)
  if (body.includes(' & ')) {
    const elements = body.split(' & ').map((part) => ({ id: register(part.trim()), gap: 0 }))
    return { rule, elements, within: Number(window ?? 6) }
  }
  const elements: Element[] = []
  let gap = 0
  for (const part of body.trim().split(/\s+/)) {
    if (part.startsWith('..')) gap = Number(part.slice(2))
    else {
      elements.push({ id: register(part), gap })
      gap = 0
    }
  }
  return { rule, elements, within: null }
}

/** The span of tokens that shows the pattern with its first element at `start`, or null. Bounded by gaps: linear overall. */
export function matchAt(pattern: Pattern, readings: Readings, start: number): [number, number] | null {
  if (pattern.within === null) {
    const end = follow(pattern.elements, 1, readings, start)
    return end === null ? null : [start, end]
  }
  return around(pattern.elements, pattern.within, readings, start)
}

/** Nearly every pattern that is tried ends at its second element: nothing is allocated before it is found. */
function around(
  elements: readonly Element[],
  within: number,
  readings: Readings,
  start: number,
): [number, number] | null {
  const from = Math.max(0, start - within)
  const to = Math.min(readings.length - 1, start + within)
  let used: number[] | null = null
  for (let next = 1; next < elements.length; next++) {
    const id = elements[next]?.id as number
    let at = from
    while (at <= to && (at === start || used?.includes(at) || !readings[at]?.includes(id))) at++
    if (at > to) return null
    used = [...(used ?? []), at]
  }
  return [Math.min(start, ...(used ?? [])), Math.max(start, ...(used ?? []))]
}

function follow(elements: readonly Element[], next: number, readings: Readings, at: number): number | null {
  const element = elements[next]
  if (!element) return at
  for (let step = 1; step <= element.gap + 1; step++) {
    if (!readings[at + step]?.includes(element.id)) continue
    const end = follow(elements, next + 1, readings, at + step)
    if (end !== null) return end
  }
  return null
}
