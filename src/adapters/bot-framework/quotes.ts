// The next beginning ends the search for an end.
const quote = /<blockquote\b[^<>]*>(?:(?!<blockquote\b)[\s\S])*?<\/blockquote\s*>/gi
/** A message that is answered, as Teams writes it before the answer. */
const isReply = /^[^>]*\bitemtype\s*=\s*["']https?:\/\/schema\.skype\.com\/Reply["']/i
// Teams names a bot 28:, a person 29: or 8:.
const byBot = /itemid\s*=\s*["']28:/i

/**
 * A marked text without the messages that it answers, and these apart: nobody says now what was said then. Who said it is no
 * matter: anybody can write a bot's id, and only our own words are known to be no sign.
 */
export function withoutQuotes(marked: string): { rest: string; quotes: string[] } {
  const quotes: string[] = []
  const rest = marked.replace(quote, (quoted) => {
    if (!byBot.test(quoted) && !isReply.test(quoted)) return quoted
    quotes.push(quoted)
    return ' '
  })
  return { rest, quotes }
}
