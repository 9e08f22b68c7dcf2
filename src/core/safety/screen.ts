import { createExcuses, type Excuses, eitherOf, readLazily } from './excuses.ts'
import { createLexicon } from './lexicon.ts'
import { parsePattern } from './pattern.ts'
import { type Entry, indexPatterns } from './pattern-index.ts'
import type { SafetyRules } from './rules.ts'
import { signTokens, unmask } from './signs.ts'
import { joinSplits } from './split-words.ts'
import { createTemperature } from './temperature.ts'

/** A sign of emergency in a message: the family, the rule and the words that showed it. */
export type Sign = { family: string; rule: string; words: string }

/** Finds the first sign in a text, or null. Pure, linear in the text's length, never throws. */
export type Screen = (text: string) => Sign | null

/** The same for a text and what came beside it, each by itself. */
export type ScreenAll = (text: string, also?: readonly string[]) => Sign | null

export type ScreenParts = {
  rules: Omit<SafetyRules, 'after'>
  isWord: (word: string) => boolean
  words: Iterable<string>
  /** How people shorten words: a shortened word is read both as typed and spelt out. */
  shortenings?: ReadonlyMap<string, string[]>
  /** Asked when no rule and no temperature speaks. */
  secondNet?: (text: string) => boolean
  /** What a text in another language says in French: null for French. Asked last; it can only add. */
  inFrench?: (text: string) => string | null
}

/** Builds the screen from the rule table of intents/urgence/. */
export function createScreen({
  rules,
  isWord,
  words,
  shortenings = new Map(),
  secondNet,
  inFrench = () => null,
}: ScreenParts): Screen {
  const entries: string[][] = []
  const ids = new Map<string, number>()
  const register = (source: string) => {
    const known = ids.get(source)
    if (known !== undefined) return known
    ids.set(source, entries.length)
    entries.push(spellOut(source, rules.classes))
    return entries.length - 1
  }
  const families = new Map<string, string>()
  const patterns: Entry<Excuses>[] = []
  const contained: { text: string; family: string; rule: string }[] = []
  const parse = (line: string) => parsePattern('', line, register)
  const excusesOf = new Map<string, Excuses>()
  for (const [family, of] of Map.groupBy(rules.rules, (rule) => rule.family))
    excusesOf.set(family, createExcuses(of.flatMap(({ unless }) => unless.map(parse))))
  for (const rule of rules.rules) {
    families.set(rule.id, rule.family)
    const excuses = eitherOf(excusesOf.get(rule.family), createExcuses(rule.unlessHere.map(parse)))
    for (const line of rule.match) patterns.push({ pattern: parsePattern(rule.id, line, register), excuses })
    for (const text of rule.contains)
      contained.push({ text: text.normalize('NFC').toLowerCase(), family: rule.family, rule: rule.id })
  }
  // Nearly every message is in Latin letters: the parts in other scripts need not be looked for in it.
  const latin = contained.filter(({ text }) => !otherScript.test(text))
  const lexicon = createLexicon({ entries, isWord, words })
  const spellings = (token: string) => [token, ...(shortenings.get(token) ?? [])]
  const read = (token: string) =>
    shortenings.has(token) ? spellings(token).flatMap(lexicon.read) : lexicon.read(token)
  // A guessed spelling may show a sign; it never excuses one: « malèz » is close to a Polish word.
  const readAsWritten = (token: string) => spellings(token).flatMap(lexicon.readAsWritten)
  const findFirst = indexPatterns(patterns, entries.length)
  const temperature = createTemperature(rules.temperature)

  return (text) => {
    const sign = find(text) ?? net(text)
    if (sign) return sign
    const french = inFrench(text)
    return french === null ? null : find(french)
  }

  function net(text: string): Sign | null {
    return secondNet?.(text) ? { family: 'other', rule: 'second-net', words: '' } : null
  }

  /** What the rules and the temperatures find. */
  function find(text: string): Sign | null {
    const raw = text.normalize('NFC').toLowerCase()
    for (const { text: part, family, rule } of otherScript.test(raw) ? contained : latin)
      if (raw.includes(part)) return { family, rule, words: part }
    const unmasked = unmask(text)
    const tokens = ['^', ...signTokens(unmasked), '$']
    const readings = joinSplits(tokens, tokens.map(read), {
      isWord,
      read: lexicon.readAsWritten,
      hear: lexicon.hear,
    })
    const written = readLazily(tokens, readAsWritten)
    const found = findFirst(readings, ({ excuses }, span) => !excuses(written, tokens, span))
    if (found) {
      const { rule } = found.entry.pattern
      const words = tokens.slice(found.span[0], found.span[1] + 1).join(' ')
      return { family: families.get(rule) ?? '', rule, words }
    }
    const degrees = temperature(unmasked)
    return degrees === null ? null : { family: 'fever', rule: 'temperature', words: degrees }
  }
}

/** A screen of several texts: the first sign in any of them. `withoutOwn`: takes out of what came beside what we said ourselves. */
export function screenAll(screen: Screen, withoutOwn = (text: string) => text): ScreenAll {
  return (text, also = []) => {
    let sign = screen(text)
    for (const other of also) sign ??= screen(withoutOwn(other))
    return sign
  }
}

/** Any letter from Greek to Korean. */
const otherScript = /[\u0370-\u1cff\u3040-\ud7ff]/

function spellOut(source: string, classes: Readonly<Record<string, readonly string[]>>): string[] {
  return source.split('|').flatMap((part) => (part.startsWith('@') ? (classes[part.slice(1)] ?? []) : [part]))
}
