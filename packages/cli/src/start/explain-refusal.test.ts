import { expect, test } from '@jest/globals'
import { AppError } from '@tessera/metadata'
import { LaunchError } from '../launch-error.js'
import { explainRefusal } from './explain-refusal.js'

test('a refusal by the product’s own rules is told in both languages and without a stack', () => {
  const error = new Error('about the first administrator', { cause: new AppError('request.not_json') })

  const explained = explainRefusal(error, 3300)

  expect(explained).toBeInstanceOf(LaunchError)
})

test('a port in use is told with another one to take', () => {
  const error = Object.assign(new Error('listen'), { code: 'EADDRINUSE', syscall: 'listen' })

  expect(explainRefusal(error, 3300)).toMatchObject({ en: expect.stringContaining('PORT=3301') })
})

test('an error nobody foresaw stays what it is', () => {
  const error = new TypeError('undefined is not a function')

  expect(explainRefusal(error, 3300)).toBe(error)
})
