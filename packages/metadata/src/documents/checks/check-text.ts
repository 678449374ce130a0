import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import { toPointer, type JsonPath } from '../../text/json-pointer.js'
import { isStorableText } from '../../text/normalize-text.js'

/** Deepest nesting of a document: far above any real one, far below what could exhaust the stack. */
const maxDepth = 40

/** Most members of one list or object: the longest list a schema allows. Bounds the work of everything after this check. */
const maxMembers = 5000

/**
 * Texts that cannot be stored, names that would reach a prototype, nesting and lists beyond reason, anywhere in a document.
 * Everything after this check may be recursive.
 *
 * Errors: `text.invalid`, `document.unknown_property`, `document.too_deep`, `document.too_many`.
 */
export function checkText(document: unknown): readonly FieldProblem[] {
  const problems: FieldProblem[] = []
  const open: { readonly value: unknown; readonly path: JsonPath }[] = [{ value: document, path: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && !isStorableText(value)) {
      problems.push(makeFieldProblem(toPointer(path), 'text.invalid'))
    }
    if (typeof value !== 'object' || value === null) continue
    if (path.length >= maxDepth) {
      problems.push(makeFieldProblem(toPointer(path), 'document.too_deep'))
      continue
    }
    const members = Object.entries(value)
    if (members.length > maxMembers) {
      problems.push(makeFieldProblem(toPointer(path), 'document.too_many', { max: maxMembers }))
      continue
    }
    for (const [name, member] of members) {
      if (name === '__proto__') problems.push(unknownName(path, name))
      else if (!isStorableText(name)) problems.push(makeFieldProblem(toPointer(path), 'text.invalid'))
      else open.push({ value: member, path: [...path, Array.isArray(value) ? Number(name) : name] })
    }
  }
  return problems
}

function unknownName(path: JsonPath, name: string): FieldProblem {
  return makeFieldProblem(toPointer([...path, name]), 'document.unknown_property', { name })
}
