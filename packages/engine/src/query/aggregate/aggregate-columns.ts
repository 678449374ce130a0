import { makeFieldProblem } from '@tessera/metadata'
import type { AggregateFunction, AggregateQuery, Bucket, FieldProblem, Measure, Texts } from '@tessera/metadata'
import type { FormulaType, SqlFragment } from '@tessera/formula'
import type { Access } from '../../access/access.js'
import type { Catalog, CatalogField, CatalogObject } from '../../catalog/catalog.js'
import type { RowSource } from '../../sql/rows.js'
import { join } from '../../storage/statement.js'
import { bound } from '../read-statement.js'
import { badField, invalidParameter, missingParameter, repeatedName } from '../refuse-query.js'
import { resolvePath } from '../resolve-path.js'

/** One column of an aggregate: what rows are grouped by, or what is computed of a group. */
export interface AggregateColumn {
  /** Under which name the answer has it: the path as given, or `as`. */
  readonly name: string
  /** Name of its SQL column: g0, g1 … m0, m1 … */
  readonly column: string
  /** Over the rows of the source; a measure aggregates. */
  readonly sql: SqlFragment
  readonly type: FormulaType
  /** For plain groups: the field, whose options or target tell how it reads and sorts. */
  readonly field: CatalogField | undefined
}

const buckets: readonly Bucket[] = ['day', 'week', 'month', 'quarter', 'year']
const functions: readonly AggregateFunction[] = ['count', 'sum', 'avg', 'min', 'max', 'countDistinct']
const ordered = new Set<FormulaType['kind']>(['number', 'date', 'datetime', 'time', 'duration'])
const mostGroups = 10
const mostMeasures = 30
const measureName = /^[a-z][A-Za-z0-9]{0,39}$/
const measureNameForm = 'a–z, then A–Z, a–z, 0–9 (1–40): total'

/** What the field of a group, a bucket or a measure must be, for the refusal of another one. */
const groupable: Texts = { 'zh-CN': '未加密的单值字段', en: 'a field of one value that is not encrypted' }
const temporal: Texts = { 'zh-CN': '日期或日期时间', en: 'a date or a date and time' }
const numeric: Texts = { 'zh-CN': '数字', en: 'a number' }
const comparable: Texts = { 'zh-CN': '数字、日期或日期时间', en: 'a number, a date or a date and time' }

/** Who asks about what: everything a name is resolved with. */
export interface AggregateWorld {
  readonly catalog: Catalog
  readonly access: Access
  readonly object: CatalogObject
  readonly source: RowSource
}

/**
 * The columns `groupBy` and `measures` ask for. Errors: request.bad_fields with the place (`groupBy/0/field`),
 * request.invalid_parameter.
 */
export function aggregateColumns(
  world: AggregateWorld,
  query: AggregateQuery,
): { groups: readonly AggregateColumn[]; measures: readonly AggregateColumn[] } {
  const asked = query.groupBy ?? []
  if (asked.length > mostGroups) throw invalidParameter('groupBy', `0–${mostGroups}`)
  if (query.measures.length < 1 || query.measures.length > mostMeasures)
    throw invalidParameter('measures', `1–${mostMeasures}`)
  const groups = asked.map((group, index) => groupColumn(world, group, index))
  const measures = query.measures.map((measure, index) => measureColumn(world, measure, index))
  const names = new Set<string>()
  for (const { name, column } of [...groups, ...measures]) {
    if (names.has(name)) throw repeatedName(column.startsWith('g') ? 'groupBy' : 'measures', name)
    names.add(name)
  }
  return { groups, measures }
}

function groupColumn(world: AggregateWorld, group: { field: string; bucket?: Bucket }, index: number): AggregateColumn {
  const parameter = `groupBy/${index}/field`
  const { field, source } = fieldAt(world, group.field, parameter)
  const column = { name: group.field, column: `g${index}` }
  if (group.bucket !== undefined) {
    return { ...column, sql: bucketOf(source, field, group.bucket, index), type: { kind: 'date' }, field: undefined }
  }
  if (field.formulaType.kind === 'list' || field.encrypted)
    throw badField(group.field, wrongType(parameter, group.field, groupable))
  return { ...column, sql: source.visible(field), type: field.formulaType, field }
}

/** First day of the bucket, in the workspace's zone; weeks start on Monday, as date_trunc has them. */
function bucketOf(source: RowSource, field: CatalogField, bucket: Bucket, index: number): SqlFragment {
  if (!buckets.includes(bucket)) throw invalidParameter(`groupBy/${index}/bucket`, buckets.join(', '))
  const { kind } = field.formulaType
  if (kind !== 'date' && kind !== 'datetime') {
    throw badField(field.key, wrongType(`groupBy/${index}/bucket`, field.key, temporal))
  }
  const local =
    kind === 'date'
      ? join([source.visible(field), '::timestamp'])
      : join(['((', source.visible(field), bound(') AT TIME ZONE ?::text)', { runtime: 'timeZone' })])
  return join([`date_trunc('${bucket}', `, local, ')::date'])
}

function measureColumn(world: AggregateWorld, measure: Measure, index: number): AggregateColumn {
  if (!measureName.test(measure.as)) throw invalidParameter(`measures/${index}/as`, measureNameForm)
  if (!functions.includes(measure.function)) throw invalidParameter(`measures/${index}/function`, functions.join(', '))
  const column = { name: measure.as, column: `m${index}`, field: undefined }
  if (measure.field === undefined) {
    if (measure.function !== 'count') throw missingParameter(`measures/${index}/field`)
    return { ...column, sql: join(['count(*)::numeric']), type: { kind: 'number' } }
  }
  const parameter = `measures/${index}/field`
  const { field, source } = fieldAt(world, measure.field, parameter)
  if (!fits(measure.function, field.formulaType) || (field.encrypted && measure.function !== 'count'))
    throw badField(measure.field, wrongType(parameter, measure.field, expectedBy(measure.function)))
  const value = source.visible(field)
  const counts = measure.function === 'count' || measure.function === 'countDistinct'
  return { ...column, sql: callOf(measure.function, value), type: counts ? { kind: 'number' } : field.formulaType }
}

function fits(fn: AggregateFunction, type: FormulaType): boolean {
  if (fn === 'count') return true
  if (fn === 'countDistinct') return type.kind !== 'list'
  return fn === 'min' || fn === 'max' ? ordered.has(type.kind) : type.kind === 'number'
}

/** As the formula language has it: the sum of nothing is 0, every other measure of nothing blank; averages to 10 decimals. */
function callOf(fn: AggregateFunction, value: SqlFragment): SqlFragment {
  switch (fn) {
    case 'count':
      return join(['count(', value, ')::numeric'])
    case 'countDistinct':
      return join(['count(DISTINCT ', value, ')::numeric'])
    case 'sum':
      return join(['COALESCE(sum(', value, '), 0)'])
    case 'avg':
      return join(['round(avg(', value, '), 10)'])
    case 'min':
    case 'max':
      return join([`${fn}(`, value, ')'])
  }
}

function fieldAt(world: AggregateWorld, name: string, parameter: string): { field: CatalogField; source: RowSource } {
  const path = resolvePath(world.catalog, world.access, world.object, name, parameter)
  if ('problem' in path) throw badField(name, path.problem)
  return { field: path.field, source: world.source.target(path.over) }
}

function expectedBy(fn: AggregateFunction): Texts {
  if (fn === 'sum' || fn === 'avg') return numeric
  return fn === 'min' || fn === 'max' ? comparable : groupable
}

const wrongType = (parameter: string, name: string, expected: Texts): FieldProblem =>
  makeFieldProblem(parameter, 'reference.wrong_type', { name, expected })
