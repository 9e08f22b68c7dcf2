import { fold } from '../language/fold.ts'

const figure =
  /(?<![\d,.])\d{1,3}(?:[ .]?\d{3})+(?!\d)|(?<![\d,.])\d{1,2}[.,]\d{1,3}(?!\d)|(?<!\d)\d{3,6}(?!\d)/
const counted = /\b(?:globul\w*|blancs?|leuco\w*|neutro\w*|lympho\w*|gb|pnn|giga|polynucleaires?|g ?\/ ?l)\b/
const own =
  /\b(?:j ?'? ?ai|g|jai|mes|mon|ma|son|ses|sa|suis|il a|elle a|a|ont|descendus?|tombes?|montes?|resultats?|bilan|compte|analyse|labo|affiche|indique)\b/
const general = /\b(?:moins de|sous|en dessous d|au dessous|inferieure?s? a|plus de|seuil|norme|normale)\b/
const otherUnit = /^ ?(?:km|kg|cm|mg|ml|€|euros?|ans|mois|jours?|°|degres?)(?![a-z])/
const year = /^(?:19|20)\d\d$/
/** In letters: between a count and the word of what is counted. */
const reach = { count: 32, year: 13 }

/** Whether a text tells a person's own count of cells: its answer then says that it is not interpreted. */
export function tellsOwnFigure(text: string): boolean {
  const folded = fold(text)
  const first = [...folded.matchAll(new RegExp(figure, 'g'))].find((found) => isCount(folded, found))
  if (!first) return false
  return own.test(folded) || !general.test(folded.slice(0, first.index))
}

/** A distance or a year in the same message is no count of cells: their word stands close to one. */
function isCount(folded: string, found: RegExpExecArray): boolean {
  const end = found.index + found[0].length
  if (otherUnit.test(folded.slice(end))) return false
  const far = year.test(found[0]) ? reach.year : reach.count
  return counted.test(folded.slice(Math.max(0, found.index - far), end + far))
}

/** The text without its figure: what else a person asks beside it. */
export function withoutFigure(text: string): string {
  return text.replace(new RegExp(figure, 'g'), ' ').replace(/\s(?:à|a)\s+(?=[,.;?!]|$)/g, ' ')
}
