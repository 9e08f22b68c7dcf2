import { remembering } from '../language/memory.ts'

/** Texts cut into units (words) that are compared by their parts (the word itself, its character grams…) under BM25. */
export type Field = {
  /** Prepares one question: the function gives the BM25 score of a text by its position. */
  scorer(units: readonly string[]): (text: number) => number
}

/** Parts of a unit: what must agree for two units to count as related. */
export type PartsOf = (unit: string) => readonly string[]

const saturation = 1.2
const lengthShare = 0.75

/** A unit compared as a whole. */
export const whole: PartsOf = (unit) => [unit]

/** Character grams of 3 to 5 letters inside the framed word: inflections and misspellings share most of them. */
export const grams: PartsOf = remembering((word) => gramsOf(word, 3, 5))

/** Character grams from one size to another inside the framed word. */
export function gramsOf(word: string, shortest: number, longest: number): string[] {
  const framed = `<${word}>`
  const found: string[] = []
  for (let size = shortest; size <= longest; size++)
    for (let at = 0; at + size <= framed.length; at++) found.push(framed.slice(at, at + size))
  return found
}

/** Builds the field. Units are kept as numbers in flat arrays, parts once for each distinct unit: a base of 100,000 texts fits. */
export function createField(texts: Iterable<readonly string[]>, partsOf: PartsOf): Field {
  const { units, times, offsets, unitIds } = toUnits(texts)
  const partIds = new Map<string, number>()
  const parts: number[] = []
  const starts = [0]
  for (const unit of unitIds.keys()) {
    for (const part of partsOf(unit)) parts.push(numberOf(partIds, part))
    starts.push(parts.length)
  }
  const partsOfUnit: Parts = { parts: Int32Array.from(parts), starts: Int32Array.from(starts) }
  const { frequency, lengths, average } = measure({ units, times, offsets }, partsOfUnit, partIds.size)

  return {
    scorer(question) {
      const asked = [...new Set(question.flatMap((unit) => partsOf(unit)))].flatMap(
        (part) => partIds.get(part) ?? [],
      )
      const rarity = Float32Array.from(asked, (part) => rarityOf(frequency[part] as number, lengths.length))
      // The place of each asked part, from 1 on: 0 is a part that nobody asked for.
      const placeOf = new Int32Array(partIds.size)
      for (const [slot, part] of asked.entries()) placeOf[part] = slot + 1
      const counts = new Float32Array(asked.length)
      return (text) => {
        counts.fill(0)
        const end = offsets[text + 1] as number
        for (let at = offsets[text] as number; at < end; at++) {
          const unit = units[at] as number
          const last = partsOfUnit.starts[unit + 1] as number
          for (let i = partsOfUnit.starts[unit] as number; i < last; i++) {
            const place = placeOf[partsOfUnit.parts[i] as number] as number
            if (place > 0) counts[place - 1] = (counts[place - 1] as number) + (times[at] as number)
          }
        }
        const norm =
          saturation * (1 - lengthShare + (lengthShare * (lengths[text] as number)) / (average || 1))
        let sum = 0
        for (let slot = 0; slot < counts.length; slot++) {
          const often = counts[slot] as number
          if (often > 0) sum += ((rarity[slot] as number) * often * (saturation + 1)) / (often + norm)
        }
        return sum
      }
    },
  }
}

/** The rarity of something that stands in `frequency` of `count` texts (BM25's idf, never negative). */
export function rarityOf(frequency: number, count: number): number {
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
}

type Parts = { parts: Int32Array; starts: Int32Array }
type Units = { units: Int32Array; times: Uint16Array; offsets: Int32Array }

/** Each text as its distinct units and how often it has them. */
function toUnits(texts: Iterable<readonly string[]>): Units & { unitIds: Map<string, number> } {
  const unitIds = new Map<string, number>()
  const units: number[] = []
  const times: number[] = []
  const offsets = [0]
  for (const text of texts) {
    const counts = new Map<number, number>()
    for (const unit of text) {
      const id = numberOf(unitIds, unit)
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    for (const [unit, often] of counts) {
      units.push(unit)
      times.push(often)
    }
    offsets.push(units.length)
  }
  return {
    units: Int32Array.from(units),
    times: Uint16Array.from(times),
    offsets: Int32Array.from(offsets),
    unitIds,
  }
}

/** In how many texts each part stands, and how many parts each text has. */
function measure(
  { units, times, offsets }: Units,
  { parts, starts }: Parts,
  count: number,
): { frequency: Int32Array; lengths: Float32Array; average: number } {
  const frequency = new Int32Array(count)
  const lastSeen = new Int32Array(count).fill(-1)
  const lengths = new Float32Array(offsets.length - 1)
  for (let text = 0; text < lengths.length; text++)
    for (let at = offsets[text] as number; at < (offsets[text + 1] as number); at++)
      for (
        let i = starts[units[at] as number] as number;
        i < (starts[(units[at] as number) + 1] as number);
        i++
      ) {
        const part = parts[i] as number
        lengths[text] = (lengths[text] as number) + (times[at] as number)
        if (lastSeen[part] === text) continue
        lastSeen[part] = text
        frequency[part] = (frequency[part] as number) + 1
      }
  const average = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1)
  return { frequency, lengths, average }
}

/** The number of a name, a new one if it has none yet. */
export function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}
