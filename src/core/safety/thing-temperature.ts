import type { TemperatureWords } from './rules.ts'

/** Whether a number is the temperature of a thing, a place or the air, from the folded clause before it and what follows it. */
export type IsOfThing = (
  before: string,
  after: string,
  number: { isPrecise: boolean; hasDegree: boolean },
) => boolean

/**
 * « mes draps passent à 40 », « le bureau est à 35° », « 38 degrés à Lyon »: a thing leads to the number with nobody between, or
 * a place follows it. Who is named between (« dans la voiture ma fille est à 39 »), is there (« mon mari dans la voiture à
 * 39 ») or has the number (« j'ai 39 ») keeps it, and so do tenths, which few things are measured to.
 */
export function createIsOfThing({ things, measured, behind, people }: TemperatureWords): IsOfThing {
  // What no word can be, where a list is empty: nothing at all would be found in every text.
  const one = (list: readonly string[]) => list.join('|') || '(?!)'
  const isExact = new RegExp(`^(?:${one(measured)})$`, 'u')
  const leads = new RegExp(
    `(?<!\\p{L})(${one(things)})(?!\\p{L})((?:[^\\p{L}\\d]+\\p{L}+){0,5}?)[^\\p{L}\\d]+(?:a|de|du|d|entre|vers|jusqu|fait|aime|affiche|indique|annonce|propose|que|sous|dessus|dessous)[^\\p{L}\\d]*$`,
    'u',
  )
  const somebody = new RegExp(`(?<!\\p{L})(?:${one(people)})(?!\\p{L})`, 'u')
  const has =
    /(?<!\p{L})(?:ai|as|avais|avait|aura|suis|es)(?: monte\w*)?(?: a| eu)?\s*$|(?<!\p{L})(?:il|elle|on|lui) a\s*$/u
  const inside = /(?<!\p{L})(?:dans|sur|en|au|aux|sous|depuis|apres|avant|avec)(?: \p{L}+)?\s*$/u
  const follows = new RegExp(`^\\s*(?:[°º]\\s?c?|degres?|deg|c)?\\s*(?:${one(behind)})(?!\\p{L})`, 'u')
  return (before, after, { isPrecise, hasDegree }) => {
    const said = before.replace(/(?<!\p{L})il (?:fait|y a)(?!\p{L})/gu, 'fait')
    // Nobody tells the weather to the tenth, and « 38 à Lyon » may be said of a child there.
    const isAir = !isPrecise && (hasDegree || /(?<!\p{L})fait\s*$/u.test(said))
    if (isAir && follows.test(after)) return !has.test(before) && !somebody.test(said.slice(-24))
    const found = said.match(leads)
    if (!found || somebody.test(found[2] ?? '') || (isPrecise && !isExact.test(found[1] ?? ''))) return false
    const lead = said.slice(0, found.index)
    return !(inside.test(lead) && somebody.test(lead))
  }
}
