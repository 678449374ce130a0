/** How people type phone numbers: digits in groups, parted by hyphens, dots, spaces or brackets, perhaps after a country code. */
const grouped = /^\+?[\d().\- \u2010-\u2015]+$/

/** The country code of numbers that are kept without one. */
const homeCode = /^(?:\+|00)86/

/** A few digits with signs between are parts of codes and dates. */
const fewestDigits = 6

/**
 * The digits of a normalised word that may be a number typed in groups: phone numbers are kept as digits alone. Undefined for any
 * other word, and for digits that stand alone already.
 *
 * Shape: '138-0000-0001' → '13800000001' · '+86(10)62345678' → '1062345678' · '1-2' → undefined
 */
export function joinedDigits(word: string): string | undefined {
  if (!grouped.test(word)) return undefined
  const digits = word.replace(homeCode, '').replaceAll(/\D/g, '')
  return digits.length < fewestDigits || digits === word ? undefined : digits
}

/** True for a whole search that is one number, although spaces part it: `+86 138 0000 0001`, `(010) 6234 5678`. */
export const isOneNumber = (search: string): boolean => /^[+(]/.test(search) && joinedDigits(search) !== undefined
