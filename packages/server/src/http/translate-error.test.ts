import { describe, expect, test } from '@jest/globals'
import { AppError } from '@tessera/metadata'
import { translateError } from './translate-error.js'

const databaseError = (code: string, message = 'x') => Object.assign(new Error(message), { code })

describe('what was thrown', () => {
  test('stays what it is when it is a problem', () => {
    const problem = new AppError('record.not_found')

    expect(translateError(problem)).toBe(problem)
  })

  test.each([
    ['53300', 'request.busy'],
    ['57014', 'request.busy'],
    ['55P03', 'request.busy'],
    ['40P01', 'request.busy'],
    ['57P01', 'request.outcome_unknown'],
    ['ECONNRESET', 'request.outcome_unknown'],
    ['22021', 'text.invalid'],
  ])('becomes a problem for the state %s: %s', (state, code) => {
    expect(translateError(databaseError(state))?.code).toBe(code)
  })

  test.each(['timeout exceeded when trying to connect', 'Connection terminated due to connection timeout'])(
    'becomes "busy" when there was no connection in time: %s',
    (message) => expect(translateError(new Error(message))?.code).toBe('request.busy'),
  )

  test('is unexpected otherwise', () => {
    expect(translateError(new TypeError('x is undefined'))).toBeUndefined()
    expect(translateError(databaseError('42P01', 'relation "secret" does not exist'))).toBeUndefined()
    expect(translateError('text')).toBeUndefined()
  })
})
