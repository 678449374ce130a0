import { toSql } from '@tessera/formula'
import type { SqlFragment } from '@tessera/formula'
import { describeProblem } from '@tessera/metadata'
import type { Localized } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { Catalog, CatalogField, CatalogObject, CatalogOverlap } from '../catalog/catalog.js'
import { labelsOf } from '../catalog/labels-of.js'
import { beforeEnd, endSql } from '../sql/overlap-sql.js'
import { rowSource } from '../sql/row-source.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { join, raw } from '../storage/statement.js'
import { rowAlias } from './data-questions.js'
import type { DataQuestion } from './data-questions.js'
import type { PartChange } from './physical-part.js'

/**
 * Records whose period overlaps that of an earlier one where periods may not overlap from now on: a warning, since they stay as
 * they are. Over columns that do not exist yet there is nothing to ask.
 */
export function overlapQuestions(now: Catalog, next: Catalog, changes: readonly PartChange[]): DataQuestion[] {
  const created = new Set(changes.flatMap(({ act, part }) => (act === 'create' ? [part.name] : [])))
  return [...next.objects.values()].flatMap((object) => {
    const before = now.objects.get(object.id)
    if (before === undefined || before === object) return []
    return object.noOverlap
      .filter((overlap) => isStricter(before, overlap) && columnsOf(object, overlap).every(isThere))
      .map((overlap) => overlapping(next, before, object, overlap))
  })

  function isThere(column: string | undefined): boolean {
    return column !== undefined && !created.has(column)
  }
}

/** New, or about other records or periods than before. */
function isStricter({ noOverlap }: CatalogObject, overlap: CatalogOverlap): boolean {
  const before = noOverlap.find(({ id }) => id === overlap.id)
  return before === undefined || shapeOf(before) !== shapeOf(overlap)
}

const shapeOf = ({ fields, from, to, when }: CatalogOverlap): string =>
  JSON.stringify([fields.map(({ id }) => id), from.id, to.id, when?.text])

const columnsOf = (object: CatalogObject, { fields, from, to, when }: CatalogOverlap): (string | undefined)[] =>
  [...fields, from, to, ...[...(when?.fieldIds ?? [])].flatMap((id) => object.fieldsById.get(id) ?? [])]
    .filter(({ definition }) => definition.kind !== 'formula')
    .map(({ column }) => column)

/** Each record is compared with those of the same things that start before it: one pass over the sorted table. */
function overlapping(
  next: Catalog,
  before: CatalogObject,
  object: CatalogObject,
  overlap: CatalogOverlap,
): DataQuestion {
  const { fields, from, to, when, message } = overlap
  const column = (field: CatalogField): string => `v.${quoteIdentifier(field.column ?? '')}`
  const source = rowSource(next, object, 'v', definerAccess)
  const counting = when === undefined ? raw('true') : toSql(when, source.context, 'filter')
  const same = fields.length === 0 ? '' : `PARTITION BY ${fields.map(column).join(', ')} `
  const [isBefore, ends] = [beforeEnd(overlap), endSql(to, column(to))]
  const filled = [from, ...fields].map((field) => ` AND ${column(field)} IS NOT NULL`).join('')
  const label = message ?? labelsOf([...fields, from, to])
  return {
    id: `overlap.found:${object.key}.${overlap.key}`,
    severity: 'warn',
    table: object.table,
    object: before,
    condition: join([
      `${rowAlias}."id" IN (SELECT q.id FROM (SELECT v."id", ${column(from)} AS starts, max(${ends})`,
      ` OVER (${same}ORDER BY ${column(from)}, v."id" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken`,
      ` FROM ${object.table} AS v `,
      source.joins(),
      ` WHERE v."deleted_at" IS NULL${filled} AND ${column(from)} ${isBefore} ${ends} AND `,
      counting,
      `) AS q WHERE q.starts ${isBefore} q.taken)`,
    ]),
    value: join(["concat_ws(' – ', ", shownEnd(from), ', ', shownEnd(to), ')']),
    withBin: false,
    reason: { 'zh-CN': '与更早开始的记录重叠', en: 'overlaps a record that starts before it' } satisfies Localized,
    message: (rows) => describeProblem('overlap.found', { label, rows }),
  }
}

/** An end of a period as people read it, in the workspace's zone. */
function shownEnd({ column, formulaType }: CatalogField): SqlFragment {
  const name = `${rowAlias}.${quoteIdentifier(column ?? '')}`
  return formulaType.kind === 'datetime'
    ? raw(`to_char(${name} AT TIME ZONE ?, 'YYYY-MM-DD HH24:MI')`, [{ runtime: 'timeZone' }])
    : raw(`${name}::text`)
}
