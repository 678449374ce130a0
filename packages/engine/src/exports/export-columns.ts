import { localize, makeFieldProblem } from '@tessera/metadata'
import type { ExportColumn, ExportedAccess, FieldProblem, Locale, Localized } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import { objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { badField, invalidParameter, repeatedName } from '../query/refuse-query.js'
import { resolvePath } from '../query/resolve-path.js'
import { cellWriter } from './cell-text.js'
import type { ExportAccess } from './export-access.js'
import type { ExportedColumn } from './exports-contract.js'

/** Most columns of a file. */
const mostColumns = 500

/** System fields that may be asked for, and those that come by themselves, behind the fields of the document. */
const systemColumns = ['id', 'owner', 'createdAt', 'updatedAt', 'createdBy', 'updatedBy']
const columnsByThemselves = ['owner', 'createdAt', 'updatedAt']

/** A column that was asked for. */
export interface PlannedColumn {
  readonly path: string
  readonly over: readonly CatalogField[]
  readonly field: CatalogField
  /** Why it cannot be exported though it can be read. */
  readonly withheld: FieldProblem | undefined
}

/**
 * What an export has for columns: those asked for, else everything it shows. A field that may not be read is refused like one that
 * does not exist. Errors: request.bad_fields, request.repeated_parameter, request.invalid_parameter.
 */
export function planColumns(
  catalog: Catalog,
  access: ExportAccess,
  object: CatalogObject,
  fields: readonly string[] | undefined,
): readonly PlannedColumn[] {
  if (fields === undefined) return everything(access, object)
  if (fields.length === 0 || fields.length > mostColumns) throw invalidParameter('fields', `1–${mostColumns}`)
  const seen = new Set<string>()
  return fields.map((path) => {
    if (seen.has(path)) throw repeatedName('fields', path)
    seen.add(path)
    const found = resolvePath(catalog, access.ordinary, object, path, 'fields')
    if ('problem' in found) throw badField(path, found.problem)
    const { over, field } = found
    if (field.system && !systemColumns.includes(field.key))
      throw badField(path, makeFieldProblem('fields', 'field.unknown', { key: path }))
    return { path, over, field, withheld: whyWithheld(catalog, access, object, over, field) }
  })
}

function everything({ shown }: ExportAccess, object: CatalogObject): readonly PlannedColumn[] {
  const own = object.fields.filter((field) => !field.system && field.details === undefined)
  const system = columnsByThemselves.flatMap((key) => object.fieldsByKey.get(key) ?? [])
  const fields = [...own, ...system].filter((field) => shown.shows(field))
  return fields.map((field) => ({ path: field.key, over: [], field, withheld: undefined }))
}

function whyWithheld(
  catalog: Catalog,
  { shown, rows }: ExportAccess,
  object: CatalogObject,
  over: readonly CatalogField[],
  field: CatalogField,
): FieldProblem | undefined {
  const label = labelOf([...over, field])
  const lines = [...over, field].find(({ details }) => details !== undefined)
  if (lines !== undefined) return makeFieldProblem('fields', 'export.lines', { label })
  const other = over.length === 0 ? object : objectById(catalog, field.object)
  if (!rows.may(other, 'export')) {
    return makeFieldProblem('fields', 'export.other_object', { label, object: other.label })
  }
  if ([...over, field].every((step) => shown.shows(step))) return undefined
  return makeFieldProblem('fields', 'export.not_granted', { label })
}

/** `客户 / 级别`, in every language. */
function labelOf(path: readonly CatalogField[]): Localized {
  const text = (locale: Locale): string => path.map(({ label }) => localize(label, locale)).join(' / ')
  return { 'zh-CN': text('zh-CN'), en: text('en') }
}

/** Columns as they are told before anything is read. */
export function describeColumns(
  access: ExportAccess,
  columns: readonly PlannedColumn[],
  locale: Locale,
): readonly ExportColumn[] {
  const labels = headsOf(columns, locale)
  return columns.map((column, at) => {
    const level = column.withheld === undefined ? levelOf(access.shown, column) : 'withheld'
    const told = { field: column.path, label: labels[at] ?? column.path, access: level }
    const reason = column.withheld?.message ?? partly(level)
    return reason === undefined ? told : { ...told, reason: localize(reason, locale) }
  })
}

const partly = (level: ExportedAccess): Localized | undefined => {
  if (level === 'masked') return { 'zh-CN': '只显示部分内容。', en: 'Shown in part.' }
  if (level !== 'mixed') return undefined
  return { 'zh-CN': '部分记录中不显示，或只显示部分内容。', en: 'Hidden or shown in part in some records.' }
}

function levelOf(shown: Access, { over, field }: PlannedColumn): ExportedAccess {
  if (!shown.reads(field)) return 'masked'
  return [...over, field].some((step) => shown.guard(step, 'r') !== undefined) ? 'mixed' : 'read'
}

/** Heads in one language; where two would be the same, the later one says its path. */
function headsOf(columns: readonly PlannedColumn[], locale: Locale): readonly string[] {
  const seen = new Set<string>()
  return columns.map(({ path, over, field }) => {
    const label = localize(labelOf([...over, field]), locale)
    const head = seen.has(label) ? `${label} (${path})` : label
    seen.add(head)
    return head
  })
}

/** Columns as files are written from them. Errors: request.bad_fields with the reason of the first that may not be exported. */
export function writableColumns(
  catalog: Catalog,
  columns: readonly PlannedColumn[],
  locale: Locale,
): readonly ExportedColumn[] {
  const labels = headsOf(columns, locale)
  return columns.map(({ path, over, field, withheld }, at) => {
    if (withheld !== undefined) throw badField(path, withheld)
    const isMany = over.some(({ links }) => links !== undefined)
    return { path, label: labels[at] ?? path, ...cellWriter(catalog, field, locale, isMany) }
  })
}

/** The value of a path in a record as it was read; over links all of them. */
export function valueAt(record: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path
  if (key === undefined || record === null || record === undefined) return record
  if (Array.isArray(record)) return record.map((one) => valueAt(one, path))
  return valueAt((record as Readonly<Record<string, unknown>>)[key], rest)
}
