import Fuse from 'fuse.js'
import { phonetic } from './phonetic.ts'

export type RepairParts = {
  /** Folded words of the bank and the content: what a repair may lead to, with how often each is used. */
  vocabulary: ReadonlyMap<string, number>
  /** Folded words that are right as they are. */
  isWord: (word: string) => boolean
  /** Folded words that the lexicon lists, such as names of drugs: right as they are, and what a repair may lead to. */
  names?: ReadonlySet<string>
}

const longest = 24
const remembered = 20_000
const common = 8
const glued = /^(?:(?:qu|[ldjmtsnc])(?=[aeiouyh])|j)([a-z]+)$/

/**
 * Builds the speller: a word that is no French word and unknown here becomes the closest known one by sound or by Fuse,
 * or stays as it is. Fuse sees a shortlist only, because it costs time for each text it looks at.
 */
export function createRepair({
  vocabulary,
  isWord,
  names = new Set(),
}: RepairParts): (word: string) => string {
  const isKnown = (word: string) => isWord(word) || names.has(word)
  // What the bank has often may be a name, which nothing but its very sound makes another word.
  const isCommon = (word: string) => (vocabulary.get(word) ?? 0) >= common
  // Worked out for the first word that nobody knows: a start that need not wait for it is a tenth shorter.
  let made: Targets | null = null
  const targets = () => {
    made ??= listTargets(new Set([...vocabulary.keys(), ...names]), isKnown, vocabulary)
    return made
  }
  // « lattraper », « lempécher », « jmange »: what was glued to the word says little; the word itself does.
  const unglued = (word: string): string | null => {
    const rest = glued.exec(word)?.[1]
    if (rest === undefined || rest.length < 4) return null
    return isWord(rest) || vocabulary.has(rest) ? rest : (targets().bySound.get(phonetic(rest)) ?? null)
  }
  const cache = new Map<string, string>()
  return (word) => {
    if (word.length < 4 || word.length > longest || /\d/.test(word) || isKnown(word)) return word
    const known = cache.get(word)
    if (known !== undefined) return known
    const { bySound, byStart } = targets()
    const sound = phonetic(word)
    const guessed = isCommon(word)
      ? null
      : (unglued(word) ?? closest(word, byStart.get(startOf(sound)) ?? []))
    const result = bySound.get(sound) ?? guessed ?? word
    // A word that nothing comes close to may be a name: it is not kept.
    if (result !== word && cache.size < remembered) cache.set(word, result)
    return result
  }
}

/** What a repair may lead to: by its whole sound the word used most, by how its sound starts all of them. */
type Targets = { bySound: ReadonlyMap<string, string>; byStart: ReadonlyMap<string, readonly string[]> }

const startOf = (sound: string) => sound.slice(0, 2)

function listTargets(
  words: ReadonlySet<string>,
  isKnown: (word: string) => boolean,
  vocabulary: RepairParts['vocabulary'],
): Targets {
  const bySound = new Map<string, string>()
  const byStart = new Map<string, string[]>()
  for (const word of words) {
    if (word.length < 4 || !isKnown(word)) continue
    const sound = phonetic(word)
    const rival = bySound.get(sound)
    if (!rival || (vocabulary.get(word) ?? 0) > (vocabulary.get(rival) ?? 0)) bySound.set(sound, word)
    const start = startOf(sound)
    const list = byStart.get(start)
    if (list) list.push(word)
    else byStart.set(start, [word])
  }
  return { bySound, byStart }
}

function closest(word: string, rivals: readonly string[]): string | null {
  const near = rivals.filter((rival) => Math.abs(rival.length - word.length) <= 2)
  if (near.length === 0) return null
  const fuse = new Fuse(near, { includeScore: true, threshold: 0.34, distance: 12, ignoreFieldNorm: true })
  return fuse.search(word, { limit: 1 })[0]?.item ?? null
}
