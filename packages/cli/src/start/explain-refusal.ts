import { AppError, localize } from '@tessera/metadata'
import { LaunchError } from '../launch-error.js'
import { translatePortError } from './check-port.js'

/**
 * Makes readable why the server did not start: a port in use, or what the product's own rules say (a weak password of
 * the first administrator). Any other error is answered as it is and printed with its stack.
 */
export function explainRefusal(error: unknown, port: number): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  const refusal = [error, cause].find((candidate) => candidate instanceof AppError)
  if (refusal === undefined) return translatePortError(error, port)
  const sentences = refusal.errors?.map(({ message }) => message) ?? [refusal.message]
  const all = (locale: 'zh-CN' | 'en') => sentences.map((sentence) => localize(sentence, locale)).join(' ')
  return new LaunchError(all('zh-CN'), all('en'), { cause: error })
}
