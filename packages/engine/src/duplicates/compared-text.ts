/**
 * What texts become before they are compared for duplicates. Raise `comparedFormat` with any change: what is kept of records is
 * made anew then.
 */
export const comparedFormat = 2

const signs = /[^\p{L}\p{N}]+/gu

/** Legal forms at the end of company names, the longer ones first. */
const legalForms = [
  '股份有限公司',
  '有限责任公司',
  '集团有限公司',
  '有限公司',
  '集团公司',
  '公司',
  '集团',
  'corporation',
  'incorporated',
  'limited',
  'company',
  'coltd',
  'corp',
  'gmbh',
  'ltd',
  'llc',
  'inc',
] as const

const shortestName = 2

/**
 * A text as people mean it: width, case, blanks and signs do not count, nor does the legal form at the end of a company's name.
 *
 * Shape: '华为技术（深圳）有限公司' → '华为技术深圳' · ' ACME Co., Ltd. ' → 'acme'
 */
export function meantText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll(signs, '')
  const form = legalForms.find((each) => plain.endsWith(each) && plain.length - each.length >= shortestName)
  return form === undefined ? plain : plain.slice(0, -form.length)
}

/**
 * A phone number as it is dialled within China: digits alone, without the country code and an extension. Empty for a text without any.
 *
 * Shape: '+86 138-0013-8000' → '13800138000' · '(0755) 2878 0808 转 12' → '075528780808'
 */
export function dialledNumber(text: string): string {
  const [main = ''] = text.normalize('NFKC').split(/(?:ext|转|分机|#|x)/i)
  const digits = main.replaceAll(/\D+/g, '').replace(/^00/, '')
  return digits.length > 11 && digits.startsWith('86') ? digits.slice(2) : digits
}

const wide = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u

/**
 * The pieces two texts are compared by: pairs of characters where there is Chinese, else three letters in a row; a shorter text is one
 * piece. Of a meant text. Beginning and end are no pieces of their own: they come with the pair beside them, so that two numbers
 * would say no more than one, and a city that many names begin with would be found by both.
 */
export function piecesOf(meant: string): ReadonlySet<string> {
  if (meant === '') return new Set()
  const characters = [...meant]
  const length = Math.min(wide.test(meant) ? 2 : 3, characters.length)
  return new Set(
    Array.from({ length: characters.length - length + 1 }, (_, at) => characters.slice(at, at + length).join('')),
  )
}

/** What share of their pieces two texts have in common, from 0 to 1 (Dice). */
export function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0
  let common = 0
  for (const piece of a) if (b.has(piece)) common += 1
  return (2 * common) / (a.size + b.size)
}
