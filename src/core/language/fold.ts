const invisible = /[\p{Cf}\p{Cc}]/gu

/** Folds a text for comparing: lower case, no accents, ligatures spelt out, no invisible characters. Length may change. */
export function fold(text: string): string {
  return text
    .replace(/[\n\r\t]/g, ' ')
    .replace(invisible, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘ʼ´`]/g, "'")
}
