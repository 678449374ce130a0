const fullWidthLetterOrDigit = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g
const han = /\p{Script=Han}/u

/** Full-width forms stand this far behind their ASCII characters. */
const fullWidthShift = 0xfee0

/**
 * The name of a company in the one form it is stored in: search and uniqueness find it however it was typed.
 *
 * Outer blanks go, inner ones become a single space, full-width Latin letters and digits become ordinary ones. Round
 * brackets follow the whole name: full-width as soon as it has a Chinese character, as registers of companies write
 * them, else ASCII. Deciding for each bracket by its neighbours could leave a pair that does not match. The rest of the
 * punctuation, capitals and blanks beside brackets stay as typed.
 *
 * Shape: ' 西门子(中国)　有限公司 ' → '西门子（中国） 有限公司' · 'ＡＢＣ（Asia） Ltd.' → 'ABC(Asia) Ltd.'
 */
export function normaliseCompanyName(name: string): string {
  const plain = name
    .replaceAll(fullWidthLetterOrDigit, (character) => String.fromCharCode(character.charCodeAt(0) - fullWidthShift))
    .replaceAll(/\s+/g, ' ')
    .trim()
  const bracketed = han.test(plain)
    ? plain.replaceAll('(', '（').replaceAll(')', '）')
    : plain.replaceAll('（', '(').replaceAll('）', ')')
  return bracketed.normalize('NFC')
}
