const blocks =
  'p|div|br|li|ul|ol|blockquote|pre|codeblock|section|hr|h[1-6]|table|thead|tbody|tr|td|th|dl|dt|dd'
const inline =
  'at|a|b|i|u|s|em|strong|span|font|sub|sup|small|big|del|ins|mark|code|kbd|q|cite|abbr|label|wbr|strike|tt|img|emoji|customemoji|attachment|quoted|o:p'
// Attributes as HTML writes them, or the words between angle brackets are somebody's own, which may begin like a tag's name.
const attribute = String.raw`\s+(?:(?:itemscope|hidden|download|reversed|contenteditable|disabled|controls)(?![\w:-])|[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))`
const tag = new RegExp(
  String.raw`<\/(?:${blocks}|${inline})\s*>|<(?:${blocks}|${inline})(?:${attribute})*\s*\/?>`,
  'gi',
)
const block = new RegExp(String.raw`^<\/?(?:${blocks})(?![\w:])`, 'i')
// Their attributes are a program's words: the name of a picture, the address of a link.
const written = /^<(?:emoji|customemoji|a|at|attachment|quoted)(?![\w:-])/i
const attributeParts = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g
const anyTag = /<\/?[a-z][^<>]*>/gi

const entity = /&(?:amp;)*(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi
const accented = /^([aceiouy])(grave|acute|circ|uml|cedil)$/i
const marks: Record<string, string> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  uml: '\u0308',
  cedil: '\u0327',
}
const named = new Map(
  Object.entries({
    nbsp: ' ',
    thinsp: ' ',
    shy: '',
    quot: '"',
    apos: "'",
    amp: '&',
    lt: '<',
    gt: '>',
    rsquo: '’',
    lsquo: '‘',
    rdquo: '”',
    ldquo: '“',
    laquo: '«',
    raquo: '»',
    hellip: '…',
    ndash: '–',
    mdash: '—',
    deg: '°',
    euro: '€',
    oelig: 'œ',
    OElig: 'Œ',
    aelig: 'æ',
    AElig: 'Æ',
  }),
)

/** A text without its markup, and what only the screen looks at: words of attributes, and the text without anything like a tag. */
export type Unmarked = { text: string; beside: string[] }

/** Teams sends HTML for some messages: the words alone count. What is no tag of HTML's is somebody's words, and stays. */
export function withoutMarkup(marked: string): Unmarked {
  if (!/[<&]/.test(marked)) return { text: marked, beside: [] }
  const words: string[] = []
  const bare = marked.replace(tag, (found) => {
    words.push(...wordsWithin(found))
    return block.test(found) ? ' ' : ''
  })
  const text = decode(bare)
  const barest = text.replace(anyTag, '')
  return { text, beside: [apart(words), barest === text ? '' : barest].filter(Boolean) }
}

/** Several texts as one for the screen: none of them excuses a sign in another. */
export const apart = (texts: readonly string[]): string => texts.join(' . ')

/** Values of a tag's attributes that may be words: no style, no address, no id, no measure. */
function wordsWithin(found: string): string[] {
  if (written.test(found)) return []
  return [...found.matchAll(attributeParts)].flatMap(([, name, ...values]) => {
    const value = decode(values.find((given) => given !== undefined) ?? '')
    const isStyle = name?.toLowerCase() === 'style' && value.includes(':')
    return !isStyle && /^\p{L}+$|\s/u.test(value) ? [value] : []
  })
}

/** Numbers, the accents of French, and what stands for punctuation. Any other entity stays as it is. */
function decode(text: string): string {
  return text.replace(entity, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name === undefined)
      return character(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)) ?? whole
    const [, letter, mark] = name.match(accented) ?? []
    if (letter && mark) return `${letter}${marks[mark.toLowerCase()]}`.normalize('NFC')
    return named.get(name) ?? named.get(name.toLowerCase()) ?? whole
  })
}

/** Null for what is no character, such as half of one. */
const character = (code: number): string | null =>
  code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : null
