import { anyOf, begunBy, type FigureWords } from './figure-words.ts'

/** What may stand around a figure of a folded text, as patterns. */
export function createFigurePatterns(words: FigureWords) {
  const [cells, lacks, tests, owners, speakers, links, general] = (
    ['cells', 'lacks', 'tests', 'owners', 'speakers', 'links', 'general'] as const
  ).map((name) => anyOf(words[name])) as [string, string, string, string, string, string, string]
  const linked = `(?:[^\\p{L}\\d.!?;]*${links}){0,4}[^\\p{L}\\d.!?;]*$`
  const told = [words.cells, words.lacks, words.tests, words.owners, words.speakers, words.links, words.units]
  const few = '(?:[^\\p{L}\\d.!?;]*\\p{L}+){0,2}[^\\p{L}\\d.!?;]*'
  return {
    /** Cells; and a lack of them, of which only a count with decimals is told. */
    cells: new RegExp(cells, 'u'),
    counted: new RegExp(`${cells}|${lacks}`, 'u'),
    owner: new RegExp(owners, 'u'),
    /** « mes 2800 » */
    ownerRight: new RegExp(`${owners}${few}$`, 'u'),
    /** « mon fils est hospitalisé avec moins de 500 » */
    besideGeneral: new RegExp(`${owners}.*(?:,|(?<!\\p{L})a(?:vec)?) ${general}${few}$`, 'u'),
    /** « mes deux derniers taux », « les blancs de ma fille » */
    owned: new RegExp(`${owners}${few}(?:${cells}|${tests})|${cells} (?:de |d'|chez )${owners}`, 'u'),
    /** « mes blancs sont descendus à », right before the figure; `speaker`: « je suis à ». */
    linkedCells: new RegExp(`(?:${cells}|${owners}${few}${tests})${linked}`, 'u'),
    speaker: new RegExp(`${speakers}${linked}`, 'u'),
    /** Somebody speaks of themselves or of a result, anywhere. */
    said: new RegExp(`${speakers}|${anyOf(words.reports)}`, 'u'),
    general: new RegExp(general, 'u'),
    /** What a count is told with, wherever it stands. */
    told: new RegExp(anyOf([...told, words.reports, words.following, words.around].flat()), 'gu'),
    asking: new RegExp(anyOf(words.questions), 'u'),
    /** « moins de » right before the figure; `spokenGeneral`: « je suis passé sous ». */
    generalRight: new RegExp(`${general}${few}$`, 'u'),
    spokenGeneral: new RegExp(`${speakers}(?:[^\\p{L}\\d]*${links}){0,2}[^\\p{L}\\d]*${general}${few}$`, 'u'),
    unit: new RegExp(`^\\s?${begunBy(words.units)}`, 'u'),
    otherUnit: new RegExp(
      `^(?:\\s?(?:d[e'] ?)?${begunBy(words.otherUnits)}|(?:${words.ordinals.join('|')}|\\s[mlx])(?![\\p{L}\\d'’])|\\s?sur \\d)`,
      'u',
    ),
    ofCells: new RegExp(`^\\s(?:de\\s|d'|of\\s|en\\s)${cells}`, 'u'),
    moment: new RegExp(`${anyOf(words.moments)}[^\\p{L}\\d]*$`, 'u'),
    following: new RegExp(`^${begunBy(words.following)}$`, 'u'),
    percent: /^\s?(?:%|pour ?cent|pct)/u,
    per: /(?:pour|per|por|sur) $/,
  }
}
