import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'

/** Numbers without a country code are dialled from here. */
const homeCountry = 'CN'
const homeCode = '86'

/** 010-62345678-12, 010-62345678 转 12, 62345678 分机 12: extensions as they are written in China. */
const chineseExtension = /^(.*?\d)\s*(?:转|分机号?)[:：]?\s*(\d{1,6})$/
const hyphenExtension = /^((?:0\d{2,3}[- ]?)?\d{7,8}|[48]00-?\d{3}-?\d{4})-(\d{1,6})$/

/** Emergency and service numbers, which nobody dials from abroad: 110, 12345, 95588. */
const serviceNumber = /^(?:1\d{2,4}|9\d{4})$/

/** A mobile number has exactly eleven digits; with a twelfth it would pass as a landline of the area 0138. */
const mistypedMobile = /^1[3-9]\d*$/

/**
 * A phone number in the one form it is stored in, or undefined when the text cannot be one.
 *
 * Numbers of China become what one dials within the country, digits only; others keep their country code. Search and
 * uniqueness then find a number however it was typed; screens group the digits.
 *
 * Shape: '+86 138-0013-8000' → '13800138000' · '(010) 6234 5678 转 12' → '01062345678 ext. 12' ·
 *        '+1 (415) 555-2671' → '+14155552671'
 */
export function normalisePhone(text: string): string | undefined {
  const typed = text.normalize('NFKC').trim()
  if (serviceNumber.test(typed)) return typed
  const [, main = typed, extension] = chineseExtension.exec(typed) ?? hyphenExtension.exec(typed) ?? []
  const number = parseNumber(main)
  if (number === undefined || !number.isPossible()) return undefined
  const digits = number.countryCallingCode === homeCode ? homeDigits(number) : number.number
  // What is read back must mean the same number: 08607000000 would lose its 86.
  if (digits === undefined || parseNumber(digits)?.number !== number.number) return undefined
  const inside = extension ?? number.ext
  return inside === undefined ? digits : `${digits} ext. ${inside}`
}

function parseNumber(text: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, { defaultCountry: homeCountry, extract: false }, metadata)
}

function homeDigits(number: PhoneNumber): string | undefined {
  if (mistypedMobile.test(number.nationalNumber) && number.nationalNumber.length !== 11) return undefined
  return number
    .formatNational()
    .replace(/ ext\..*$/, '')
    .replace(/\D/g, '')
}
