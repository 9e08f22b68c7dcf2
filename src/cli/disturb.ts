import { samples } from './samples.ts'

/** Forty harmless changes of a text: case, accents, noise around it, punctuation, emojis, elongation, invisible letters. */
export function disturb(text: string): string[] {
  return [
    ...shapes.map((change) => change(text)),
    ...samples.frames.map(([before, after]) => `${before}${text}${after}`),
  ]
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')
const shapes: ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  plain,
  (text) => plain(text).toUpperCase(),
  (text) => text.charAt(0).toUpperCase() + text.slice(1),
  (text) => text.replaceAll(' ', '  '),
  (text) => text.replaceAll(' ', '\n'),
  (text) => text.replaceAll("'", '’'),
  (text) => text.replaceAll("'", ' '),
  (text) => text.replace(/(\p{L})(?=\p{L})/gu, '$1\u200b'),
  (text) => text.normalize('NFD'),
  (text) => text.replace(/([aeiouyé])(?=[^aeiouyé]*$)/i, '$1$1$1$1'),
  (text) => `${text}!!!!`,
  (text) => `${text}???`,
  (text) => `${text}...`,
  (text) => `« ${text} »`,
  (text) => `**${text}**`,
  (text) => `😷🤒 ${text} 🙏🙏`,
  (text) => `${text}\n\n--\nenvoyé de mon mobile`,
  (text) => ` \t ${text} \t `,
]
