import { toSql } from '@tessera/formula'
import { describeProblem } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { Catalog, CatalogObject, CatalogRule } from '../catalog/catalog.js'
import { storedInputs } from '../catalog/stored-inputs.js'
import { encryptedField } from '../encryption/seal-condition.js'
import { rowSource } from '../sql/row-source.js'
import { join, raw } from '../storage/statement.js'
import { rowAlias } from './data-questions.js'
import type { DataQuestion } from './data-questions.js'
import type { PartChange } from './physical-part.js'

/**
 * Records that a new or changed rule would refuse: for information, since they stay as they are until they are saved next.
 * A rule over columns that do not exist yet has nothing to ask; one over the old state, the actor or an encrypted field cannot be asked.
 */
export function ruleQuestions(now: Catalog, next: Catalog, changes: readonly PartChange[]): DataQuestion[] {
  const created = new Set(changes.flatMap(({ act, part }) => (act === 'create' ? [part.name] : [])))
  return [...next.objects.values()].flatMap((object) => {
    const before = now.objects.get(object.id)
    if (before === undefined || before === object) return []
    const known = new Map(before.rules.map((rule) => [rule.id, rule.when.text]))
    return object.rules
      .filter((rule) => known.get(rule.id) !== rule.when.text && canAsk(next, object, rule, created))
      .map((rule) => violations(next, before, object, rule))
  })
}

function canAsk(next: Catalog, object: CatalogObject, { when }: CatalogRule, created: ReadonlySet<string>): boolean {
  if (when.usesOld || when.usesMe) return false
  // PostgreSQL does not know what stands in an encrypted field.
  const fieldOf = (id: string, field: string) => next.objects.get(id)?.fieldsById.get(field)
  if (encryptedField(when, fieldOf) !== undefined) return false
  return storedInputs(next, object, when).every(({ object: id, field }) => {
    const column = next.objects.get(id)?.fieldsById.get(field)?.column
    return column !== undefined && !created.has(column)
  })
}

function violations(next: Catalog, before: CatalogObject, object: CatalogObject, rule: CatalogRule): DataQuestion {
  const source = rowSource(next, object, 'v', definerAccess)
  const condition = toSql(rule.when, source.context, 'filter')
  return {
    id: `rule.violations:${object.key}.${rule.key}`,
    severity: 'info',
    table: object.table,
    object: before,
    condition: join([
      `${rowAlias}."id" IN (SELECT v."id" FROM ${object.table} AS v `,
      source.joins(),
      ' WHERE ',
      condition,
      ')',
    ]),
    value: raw('NULL'),
    withBin: false,
    reason: rule.message,
    message: (rows) => describeProblem('rule.violations', { label: rule.message, rows }),
  }
}
