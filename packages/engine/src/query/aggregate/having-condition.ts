import { toSql } from '@tessera/formula'
import type { FieldPath, FormulaProblem, Scope, SqlContext, SqlFragment } from '@tessera/formula'
import { objectById } from '../../catalog/catalog.js'
import { compileCondition } from '../compile-condition.js'
import { readerScope } from '../reader-scope.js'
import { badFormula } from '../refuse-query.js'
import { join } from '../../storage/statement.js'
import type { AggregateColumn, AggregateWorld } from './aggregate-columns.js'

/** Object id of the groups: no document has it. */
const groupsObject = '#groups'

/**
 * SQL boolean over the groups under the alias `a`: a formula whose names are the `as` names and the groups. A group over a
 * lookup is written as in `groupBy`: `customer.level = "vip"`. Errors: request.bad_filter with path `having`.
 */
export function havingCondition(
  world: AggregateWorld,
  columns: readonly AggregateColumn[],
  source: SqlContext,
  having: string,
): SqlFragment {
  const byName = new Map(columns.map((column) => [column.name, column]))
  const expression = compileCondition(having, groupsScope(world, byName), 'having')
  const columnOf = (path: FieldPath): AggregateColumn | undefined => byName.get(path.map((step) => step.key).join('.'))
  const lost = expression.paths.find((path) => columnOf(path) === undefined)
  if (lost !== undefined) throw badFormula('having', [notGrouped(having, lost)])
  return toSql(
    expression,
    {
      ...source,
      path: (path, version) =>
        version === 'current' ? join([`a."${columnOf(path)?.column ?? ''}"`]) : source.path(path, version),
    },
    'filter',
  )
}

/** Measures and first steps of groups as fields of a made-up object; behind a lookup, the reader's usual names. */
function groupsScope(world: AggregateWorld, byName: ReadonlyMap<string, AggregateColumn>): Scope {
  const real = readerScope(world.catalog, world.object, world.access)
  const firstSteps = [...byName.keys()].map((name) => name.split('.')[0] ?? '')
  return {
    ...real,
    root: groupsObject,
    fieldKeys: (object) => (object === groupsObject ? [...new Set(firstSteps)] : real.fieldKeys(object)),
    field: (object, name) => {
      if (object !== groupsObject) return real.field(object, name)
      const key = 'key' in name ? name.key : name.id
      const column = byName.get(key)
      if (column !== undefined) return { id: key, key, type: column.type, class: 'record' }
      if (!firstSteps.includes(key)) return undefined
      const lookup = objectById(world.catalog, world.object.id).fieldsByKey.get(key)
      return lookup === undefined ? undefined : { id: key, key, type: lookup.formulaType, class: 'record' }
    },
  }
}

function notGrouped(having: string, path: FieldPath): FormulaProblem {
  const name = path.map((step) => step.key).join('.')
  return {
    code: 'formula.unknown_name',
    span: { start: 0, end: having.length },
    message: {
      'zh-CN': `having 中只能使用度量的 as 名称和分组字段，不能使用「${name}」。`,
      en: `In “having” only the “as” names of measures and the groups can be used, not “${name}”.`,
    },
  }
}
