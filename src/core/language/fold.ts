const stretched = /(\p{L})\1{2,}/gu

/** « fièèèvre » as « fièvre »: a letter that stands three times or more, once. */
export const unstretch = (text: string): string => text.replace(stretched, '$1')

const invisible = /[\p{Cf}\p{Cc}]/gu

/** Folds a text for comparing: lower case, no accents, ligatures spelt out, no invisible characters. Length may change. */
export function fold(text: string): string {
  // Nearly all that is typed here: letters that fold one by one, by the table.
  if (usual.test(text))
    return text.toLowerCase().replace(beyondAscii, (letter) => folded.get(letter) ?? letter)
  return foldAny(text)
}

function foldAny(text: string): string {
  return text
    .replace(/[\n\r\t]/g, ' ')
    .replace(invisible, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[ıłđø]/g, (letter) => barred[letter] ?? letter)
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(arabic, (sign) => latinDigit(sign) ?? persian[sign] ?? sign)
}

// Digits of Arabic and Persian, the decimal comma between them, and the letters that the two write differently.
const arabic = /[٠-٩۰-۹٫يىك]/g
const persian: Record<string, string> = { '٫': ',', ي: 'ی', ى: 'ی', ك: 'ک' }
const latinDigit = (sign: string) => {
  const at = '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹'.indexOf(sign)
  return at < 0 ? null : String(at % 10)
}

/** Letters of Turkish, Polish, Vietnamese and Danish that no normal form takes apart. */
const barred: Record<string, string> = { ı: 'i', ł: 'l', đ: 'd', ø: 'o' }
const usual = /^[\x20-\x5f\x61-\x7eÀ-ÖØ-öø-ÿœŒ’‘«»]*$/
const beyondAscii = /[^\x20-\x7e]/g
const folded = new Map(
  [...'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœ’‘«»'].map((letter) => [letter, foldAny(letter)]),
)
