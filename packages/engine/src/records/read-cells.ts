import { AppError, fieldProblemOf, makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import { compileAccess } from '../access/compile-access.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor, ReadCells } from '../contract.js'
import { visibleObject } from '../query/visible-object.js'
import { parseCell } from './parse-values.js'

/**
 * The texts of one row of a table as values of fields, by field key; blank texts are no values. What does not fit, and what is required
 * and blank, is told by its key.
 * Errors: record.unknown_object, field.unknown for a key nobody knows.
 */
export function readCells(
  catalog: Catalog,
  actor: Actor,
  key: string,
  rows: readonly Readonly<Record<string, string>>[],
): readonly ReadCells[] {
  const access = compileAccess(catalog, actor)
  const object = visibleObject(catalog, access, key)
  return rows.map((cells) => {
    const values: Record<string, unknown> = {}
    const problems: FieldProblem[] = []
    for (const [name, text] of Object.entries(cells)) {
      const field = object.fieldsByKey.get(name)
      if (field === undefined || !access.reads(field)) throw new AppError('field.unknown', { key: name })
      const parsed = parseCell(field, text)
      if (!('value' in parsed)) problems.push(fieldProblemOf(name, parsed.problem, field.label))
      else if (parsed.value !== null) values[name] = parsed.value
      else if (field.required) problems.push(makeFieldProblem(name, 'field.required', { label: field.label }))
    }
    return { values, problems }
  })
}
