import { compile, toSql } from '@tessera/formula'
import type { Expression, SqlFragment } from '@tessera/formula'
import { objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { formulaScope } from '../catalog/formula-scope.js'
import { rowSource } from '../sql/row-source.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { join, raw } from '../storage/statement.js'
import { workspaceTable } from '../storage/workspace-table.js'
import { definerAccess } from './access.js'
import type { OwnerScope, RowCondition } from './access.js'

/** Every record. */
export const anyRow: RowCondition = { key: 'all', sql: () => raw('true'), owners: 'all', ofShares: false }

/** Records by whose they are. */
export function ownedBy(scope: Exclude<OwnerScope, 'all'>): RowCondition {
  return {
    key: scope,
    // The ids come with each request, so that PostgreSQL plans with them: one person's few records are found by index.
    sql: (alias) =>
      scope === 'own'
        ? raw(`${alias}."owner" = ?::uuid`, [{ runtime: 'me' }])
        : raw(`${alias}."owner" = ANY(?::uuid[])`, [{ runtime: scope } as never]),
    owners: scope,
    ofShares: false,
  }
}

/**
 * Records for which a formula is true. It sees everything (decisions, section 2), so that rules of one object never ask for those
 * of another; paths over lookups go into a subselect, since the rule must stand wherever the row does.
 */
export function rowsWhere(catalog: Catalog, object: CatalogObject, text: string): RowCondition | undefined {
  const scope = formulaScope(catalog, object, { me: true, old: false })
  const { expression } = compile(text, scope, { type: 'boolean' })
  if (expression === undefined) return undefined
  return {
    key: `where ${text}`,
    sql: (alias) => formulaSql(catalog, object, expression, alias),
    owners: undefined,
    ofShares: false,
  }
}

function formulaSql(catalog: Catalog, object: CatalogObject, expression: Expression, alias: string): SqlFragment {
  const near = rowSource(catalog, object, alias, definerAccess)
  const condition = toSql(expression, near.context, 'filter')
  if (near.joins().sql === '') return join(['(', condition, ')'])
  const far = `${alias}_g`
  const source = rowSource(catalog, object, far, definerAccess)
  const inner = toSql(expression, source.context, 'filter')
  return join([
    `EXISTS (SELECT 1 FROM ${object.table} AS ${far} `,
    source.joins(),
    ` WHERE ${far}."id" = ${alias}."id" AND (`,
    inner,
    '))',
  ])
}

/** Records that were shared with the person, a department around them or a role of theirs, and still are. */
export function sharedRows(catalog: Catalog, object: CatalogObject, level: 'read' | 'change'): RowCondition {
  const shares = workspaceTable(catalog.workspace.key, 'shares')
  return {
    key: `shared ${level}`,
    // An array that is asked for once: for 200 shares 22 ms where EXISTS took 334 (decisions, section 2).
    sql: (alias) =>
      raw(
        `${alias}."id" = ANY(ARRAY(SELECT s."record_id" FROM ${shares} AS s WHERE s."object_id" = ?::text ` +
          `AND s."subject" = ANY(?::text[])${level === 'change' ? ` AND s."level" = 'change'` : ''} ` +
          'AND (s."until" IS NULL OR s."until" > ?::timestamptz)))',
        [object.id, { runtime: 'subjects' } as never, { runtime: 'now' }],
      ),
    owners: undefined,
    ofShares: true,
  }
}

/** Records for which two conditions hold. */
export function bothOf(one: RowCondition, other: RowCondition): RowCondition {
  if (one.key === anyRow.key) return other
  if (other.key === anyRow.key) return one
  return {
    key: `${one.key} and ${other.key}`,
    sql: (alias) => join(['(', one.sql(alias), ' AND ', other.sql(alias), ')']),
    owners: undefined,
    ofShares: false,
  }
}

/** Lines of the records a condition holds for: they follow the record they belong to. */
export function linesOf(catalog: Catalog, parentId: string, via: CatalogField, condition: RowCondition): RowCondition {
  const parent = objectById(catalog, parentId)
  return {
    key: `of ${parentId} ${via.id} ${condition.key}`,
    sql: (alias) => {
      const above = `${alias}_a`
      return join([
        `EXISTS (SELECT 1 FROM ${parent.table} AS ${above} WHERE ${above}."id" = ${alias}.${quoteIdentifier(via.column ?? '')} `,
        `AND ${above}."deleted_at" IS NULL AND `,
        condition.sql(above),
        ')',
      ])
    },
    owners: undefined,
    ofShares: false,
  }
}
