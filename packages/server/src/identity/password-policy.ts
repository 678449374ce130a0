import { makeFieldProblem, type FieldProblem } from '@tessera/metadata'

export const MIN_PASSWORD_LENGTH = 8
export const MAX_PASSWORD_LENGTH = 128

/**
 * What is wrong with a new password; undefined when it will do. Length is what counts (NIST SP 800-63B): no rules about
 * kinds of characters, no forced changes. Longer than 128 is refused because hashing costs.
 */
export function checkPassword(password: string, path = 'password'): FieldProblem | undefined {
  if (Array.from(password).length < MIN_PASSWORD_LENGTH) {
    return makeFieldProblem(path, 'person.password_too_short', { min: MIN_PASSWORD_LENGTH })
  }
  if (password.length > MAX_PASSWORD_LENGTH)
    return makeFieldProblem(path, 'document.too_long', { max: MAX_PASSWORD_LENGTH })
  return undefined
}
