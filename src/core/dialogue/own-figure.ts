import { fold } from '../language/fold.ts'

const figure =
  /(?<![\d,.])\d{1,3}(?:[ .]?\d{3})+(?!\d)|(?<![\d,.])\d{1,2}[.,]\d{1,3}(?!\d)|(?<!\d)\d{3,6}(?!\d)/
const counted = /\b(?:globul\w*|blancs?|leuco\w*|neutro\w*|lympho\w*|gb|pnn|giga|polynucleaires?|g ?\/ ?l)\b/
const own =
  /\b(?:j ?'? ?ai|g|jai|mes|mon|ma|son|ses|sa|suis|il a|elle a|a|ont|descendus?|tombes?|montes?|resultats?|bilan|compte|analyse|labo|affiche|indique)\b/
const general = /\b(?:moins de|sous|en dessous d|au dessous|inferieure?s? a|plus de|seuil|norme|normale)\b/

/** Whether a text tells a person's own count of cells: its answer then says that it is not interpreted. */
export function tellsOwnFigure(text: string): boolean {
  const folded = fold(text)
  if (!figure.test(folded) || !counted.test(folded)) return false
  const before = folded.slice(0, folded.search(figure))
  return own.test(folded) || !general.test(before)
}

/** The text without its figure: what else a person asks beside it. */
export function withoutFigure(text: string): string {
  return text.replace(new RegExp(figure, 'g'), ' ').replace(/\s(?:à|a)\s+(?=[,.;?!]|$)/g, ' ')
}
