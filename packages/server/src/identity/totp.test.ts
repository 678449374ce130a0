import { describe, expect, test } from '@jest/globals'
import { Secret } from 'otpauth'
import { makeTotpSecret, matchTotp, totpAddress } from './totp.js'

/** Source: RFC 6238, appendix B; its codes of eight digits end like ours of six. */
const rfc = Secret.fromUTF8('12345678901234567890').base32

describe('codes of an authenticator app', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of the standard at second %s', (second, code) => {
    expect(matchTotp(rfc, code, second * 1000)).toBe(Math.floor(second / 30))
  })

  test.each([
    [-60_000, undefined],
    [-30_000, 37_037_037],
    [0, 37_037_037],
    [30_000, 37_037_037],
    [60_000, undefined],
  ])('are taken from a clock that is half a minute off, and name their own half minute: %s ms', (off, step) => {
    expect(matchTotp(rfc, '050471', 1_111_111_111_000 + off)).toBe(step)
  })

  test.each(['', '05047', '0504711', ' 050471', '０５０４７１', '05047a', '-50471'])(
    'are six digits: “%s” is none',
    (code) => {
      expect(matchTotp(rfc, code, 1_111_111_111_000)).toBeUndefined()
    },
  )
})

test('a secret has 160 bits and stands in the address that apps read', () => {
  const secret = makeTotpSecret()

  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(makeTotpSecret()).not.toBe(secret)
  expect(totpAddress(secret, '林@example.org')).toBe(
    `otpauth://totp/Tessera:%E6%9E%97%40example.org?issuer=Tessera&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  )
})
