import { describeProblem } from '@tessera/metadata'
import { indexPredicate } from '../sql/index-predicate.js'
import type { Catalog, CatalogField, CatalogObject, CatalogUnique } from '../catalog/catalog.js'
import { labelsOf } from '../catalog/labels-of.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { raw } from '../storage/statement.js'
import { rowAlias } from './data-questions.js'
import type { DataQuestion } from './data-questions.js'
import type { PartChange } from './physical-part.js'

/** Together they are unique. */
const plus = { 'zh-CN': ' + ', en: ' + ' }

/**
 * Duplicates that keep a new uniqueness from being made. A uniqueness over a new column or a new table needs no question.
 *
 * @param next the catalog after the change, with physical names
 */
export function uniqueQuestions(now: Catalog, next: Catalog, changes: readonly PartChange[]): DataQuestion[] {
  const created = new Set(changes.filter(({ act }) => act === 'create').map(({ part }) => part.name))
  return changes.flatMap(({ act, part }) => {
    const object = next.objects.get(part.objectId)
    const unique = object?.unique.find(({ id }) => id === part.partId)
    if (act !== 'create' || part.kind !== 'unique' || object === undefined || unique === undefined) return []
    // All that it compared is gone: the reference says so.
    if (unique.fields.length === 0) return []
    if (created.has(object.tableName) || readColumns(object, unique).some((column) => created.has(column))) return []
    return [duplicates(now, object, unique)]
  })
}

/** What it compares, and what its condition reads. */
function readColumns(object: CatalogObject, { fields, when }: CatalogUnique): readonly string[] {
  const read = [...(when?.fieldIds ?? [])].flatMap((id) => object.fieldsById.get(id) ?? [])
  return [...fields, ...read].map(({ column }) => column ?? '')
}

function duplicates(now: Catalog, object: CatalogObject, unique: CatalogUnique): DataQuestion {
  const names = unique.fields.map((field) => quoteIdentifier(field.column ?? ''))
  const counting = ({ column }: CatalogField): string => quoteIdentifier(column ?? '')
  const when = unique.when === undefined ? undefined : indexPredicate(unique.when, object, counting)
  const conditions = [
    '"deleted_at" IS NULL',
    ...names.map((name) => `${name} IS NOT NULL`),
    ...(when === undefined ? [] : [when]),
  ]
  const filled = conditions.join(' AND ')
  const groups = `SELECT ${names.join(', ')} FROM ${object.table} WHERE ${filled} GROUP BY ${names.join(', ')} HAVING count(*) > 1`
  const own = names.map((name) => `${rowAlias}.${name}`)
  return {
    id: `unique.duplicates:${object.key}.${unique.fields.map((field) => field.key).join('+')}`,
    severity: 'block',
    table: object.table,
    object: now.objects.get(object.id),
    condition: raw(`(${own.join(', ')}) IN (${groups})${when === undefined ? '' : ` AND ${when}`}`),
    value: unique.fields.some(({ encrypted }) => encrypted)
      ? raw('NULL')
      : raw(`concat_ws(' · ', ${own.map((name) => `${name}::text`).join(', ')})`),
    withBin: false,
    reason: { 'zh-CN': '与其他记录重复', en: 'the same as another record' },
    message: (rows) => describeProblem('unique.duplicates', { label: labelsOf(unique.fields, plus), rows }),
  }
}
