import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import type { ReferenceTarget } from '../../errors/problems/document.js'
import { toPointer, type JsonPath } from '../../text/json-pointer.js'
import { nearest } from '../../text/nearest.js'

/** A name that is not among those a document itself has: `reference.unknown`, with the nearest one. */
export function checkFieldName(
  name: string | undefined,
  path: JsonPath,
  keys: ReadonlySet<string>,
  target: ReferenceTarget = 'field',
): readonly FieldProblem[] {
  if (name === undefined || keys.has(name)) return []
  return [makeFieldProblem(toPointer(path), 'reference.unknown', { target, name, didYouMean: nearest(name, keys) })]
}
