import { AppError, fieldProblemOf, makeFieldProblem, nearest, shownText } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import type { WireValue } from '@tessera/formula'
import type { Access } from '../access/access.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { RefusedValue, Values } from './draft.js'

/**
 * Checks what a writer sent for one record: only known, writable fields, each of its type. Values come back normalised
 * (NFC, e-mail lower-case …) by field id; a problem is added for every key that may not be sent, refused values come back
 * on their own. Fields the actor may not read are unknown to it.
 */
export function parseValues(
  object: CatalogObject,
  access: Access,
  body: Readonly<Record<string, unknown>>,
  { path: pathOf, isNew }: { readonly path: (key: string) => string; readonly isNew: boolean },
  problems: FieldProblem[],
): ParsedValues {
  const values: Values = new Map()
  const refused: RefusedValue[] = []
  for (const [key, value] of Object.entries(body)) {
    const field = object.fieldsByKey.get(key)
    const writes = field !== undefined && (isNew ? access.writesNew(field) : access.writes(field))
    if (field === undefined || (!writes && !access.shows(field))) {
      // Sent by anyone, kept with an idempotency key: shown as it can be carried.
      const shown = shownText(key)
      const didYouMean = nearest(key, keysOf(object, access))
      problems.push(makeFieldProblem(pathOf(shown), 'field.unknown', { key: shown, didYouMean }))
    } else if (!writes) {
      problems.push(makeFieldProblem(pathOf(key), 'field.read_only', { label: field.label }))
    } else {
      const parsed = parseValue(field, value)
      if ('value' in parsed) values.set(field.id, parsed.value)
      else refused.push({ field: field.id, value, problem: fieldProblemOf(pathOf(key), parsed.problem, field.label) })
    }
  }
  return { values, refused }
}

export interface ParsedValues {
  readonly values: Values
  readonly refused: readonly RefusedValue[]
}

/** One value of a field; lookups may also be sent as the {id, title} that is read. */
export function parseValue(field: CatalogField, value: unknown): ReturnType<CatalogField['definition']['parse']> {
  return field.server.parse?.(value, field.context) ?? field.definition.parse(value, field.context)
}

/** The same for the text of a cell. */
export function parseCell(field: CatalogField, text: string): ReturnType<CatalogField['definition']['importText']> {
  return field.server.importText?.(text, field.context) ?? field.definition.importText(text, field.context)
}

function keysOf(object: CatalogObject, access: Access): string[] {
  return object.fields.filter((field) => access.shows(field)).map((field) => field.key)
}

/** The value a field has when nobody gave one. */
export const emptyOf = (field: CatalogField): WireValue => field.definition.emptyValue

/** Refuses the request with everything that was found; `count` is what the sentence says. */
export function refuse(problems: readonly FieldProblem[], batch: boolean): AppError {
  const code = batch ? 'batch.invalid' : 'record.invalid'
  return new AppError(code, { count: problems.length }).with({ errors: problems.slice(0, 100) })
}
