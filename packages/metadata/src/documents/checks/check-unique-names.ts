import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import { toPointer } from '../../text/json-pointer.js'
import { textOf, type Part } from './parts.js'

/**
 * Keys that occur twice in a list (without case), and ids that do.
 *
 * Errors: `document.key_repeated`, `document.id_repeated`, at the second one.
 */
export function checkUniqueNames(parts: readonly Part[]): readonly FieldProblem[] {
  const keys = new Set<string>()
  const ids = new Set<string>()
  return parts.flatMap(({ path, body }) => {
    const problems: FieldProblem[] = []
    const key = textOf(body, 'key')
    if (key !== undefined && isKnown(keys, key.toLowerCase())) {
      problems.push(makeFieldProblem(toPointer([...path, 'key']), 'document.key_repeated', { key }))
    }
    const id = textOf(body, 'id')
    if (id !== undefined && isKnown(ids, id)) {
      problems.push(makeFieldProblem(toPointer([...path, 'id']), 'document.id_repeated', { id }))
    }
    return problems
  })
}

/** Whether a name was there before; it is from now on. */
function isKnown(names: Set<string>, name: string): boolean {
  if (names.has(name)) return true
  names.add(name)
  return false
}
