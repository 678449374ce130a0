import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import type { FieldTypeDefinition } from '../../extensions/define-field-type.js'
import { toPointer, type JsonPath } from '../../text/json-pointer.js'
import { isKeyword, isReservedFieldKey, systemFieldKeys } from '../keys.js'
import { checkFieldName } from './check-field-name.js'
import { checkFieldType } from './check-field-type.js'
import { checkStages } from './check-stages.js'
import { checkUniqueNames } from './check-unique-names.js'
import { partsOf, textOf, textsOf, type Part } from './parts.js'

/** Field types by name; without them only what all fields share is checked. */
export type FieldTypes = ReadonlyMap<string, FieldTypeDefinition>

/**
 * What the schema of an object cannot say: reserved and repeated keys, names of fields that are not there, and the
 * type-specific properties of every field.
 *
 * Errors: `document.key_reserved`, `document.key_repeated`, `document.id_repeated`, `document.unknown_field_type`,
 * `document.tree_target`, `document.tree_second`, `reference.unknown` (targets field and option live in this document), `stages.*`, and those of the types' option schemas.
 */
export function checkObject(
  document: Readonly<Record<string, unknown>>,
  fieldTypes: FieldTypes | undefined,
): readonly FieldProblem[] {
  const fields = partsOf(document, 'fields')
  const rules = partsOf(document, 'rules')
  const unique = partsOf(document, 'unique')
  const noOverlap = partsOf(document, 'noOverlap')
  const duplicates = partsOf(document, 'duplicates')
  const keys = new Set(fields.flatMap(({ body }) => textOf(body, 'key') ?? []))
  return [
    ...fields.flatMap(checkFieldKey),
    ...checkUniqueNames(fields),
    ...fields.flatMap(({ path, body }) => checkOptions(partsOf(body, 'options', path))),
    ...(fieldTypes === undefined ? [] : fields.flatMap((field) => checkFieldType(field, fieldTypes))),
    ...checkTree(document, fields),
    ...checkFieldName(textOf(document, 'titleField'), ['titleField'], keys),
    ...checkUniqueNames(unique),
    ...unique.flatMap(({ path, body }) => checkFieldNames(body, path, keys)),
    ...checkUniqueNames(rules),
    ...rules.flatMap(({ path, body }) => checkFieldName(textOf(body, 'field'), [...path, 'field'], withSystem(keys))),
    ...checkStages(document, keys),
    ...checkUniqueNames(noOverlap),
    ...noOverlap.flatMap(({ path, body }) => [
      ...checkFieldNames(body, path, keys),
      ...['from', 'to'].flatMap((end) => checkFieldName(textOf(body, end), [...path, end], keys)),
    ]),
    ...checkUniqueNames(duplicates),
    ...duplicates.flatMap(({ path, body }) => checkCompared(body, path, keys)),
  ]
}

function checkFieldKey({ path, body }: Part): readonly FieldProblem[] {
  const key = textOf(body, 'key')
  if (key === undefined || !isReservedFieldKey(key)) return []
  return [makeFieldProblem(toPointer([...path, 'key']), 'document.key_reserved', { key })]
}

/** The parent in a tree points to its own object, and there is one of them. */
function checkTree(document: Readonly<Record<string, unknown>>, fields: readonly Part[]): readonly FieldProblem[] {
  const own = new Set([textOf(document, 'key'), textOf(document, 'id')])
  const parents = fields.filter(({ body }) => body.tree === true)
  return parents.flatMap(({ path, body }, index) => {
    const key = textOf(body, 'key') ?? ''
    const pointer = toPointer([...path, 'tree'])
    const target = textOf(body, 'target') ?? (body.type === 'user' ? 'user' : undefined)
    if (!own.has(target)) return [makeFieldProblem(pointer, 'document.tree_target', { key })]
    return index === 0 ? [] : [makeFieldProblem(pointer, 'document.tree_second', { key })]
  })
}

function checkOptions(options: readonly Part[]): readonly FieldProblem[] {
  const reserved = options.flatMap(({ path, body }) => {
    const key = textOf(body, 'key')
    if (key === undefined || !isKeyword(key)) return []
    return [makeFieldProblem(toPointer([...path, 'key']), 'document.key_reserved', { key })]
  })
  return [...reserved, ...checkUniqueNames(options)]
}

function checkFieldNames(
  body: Readonly<Record<string, unknown>>,
  path: JsonPath,
  keys: ReadonlySet<string>,
): readonly FieldProblem[] {
  const known = withSystem(keys)
  return textsOf(body, 'fields').flatMap(([index, name]) => checkFieldName(name, [...path, 'fields', index], known))
}

function checkCompared(
  body: Readonly<Record<string, unknown>>,
  path: JsonPath,
  keys: ReadonlySet<string>,
): readonly FieldProblem[] {
  const known = withSystem(keys)
  return partsOf(body, 'fields', path).flatMap((compared) =>
    checkFieldName(textOf(compared.body, 'field'), [...compared.path, 'field'], known),
  )
}

function withSystem(keys: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...keys, ...systemFieldKeys])
}
