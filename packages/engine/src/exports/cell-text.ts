import { toLocalMs, type FormulaType, type WireValue } from '@tessera/formula'
import { localize, type Locale, type Localized } from '@tessera/metadata'
import type { Catalog, CatalogField } from '../catalog/catalog.js'
import { cellField } from './cell-field.js'
import type { ColumnKind, ExportCell } from './exports-contract.js'

/** How the values of a column become cells. */
export interface CellWriter {
  readonly kind: ColumnKind
  text(value: unknown): ExportCell
  machineText(value: unknown): ExportCell
}

const listSigns: Readonly<Record<Locale, string>> = { 'zh-CN': '、', en: ', ' }
const yesNo: Readonly<Record<Locale, readonly [yes: string, no: string]>> = { 'zh-CN': ['是', '否'], en: ['yes', 'no'] }

/**
 * How the values of a field are written into cells.
 *
 * @param isMany the column holds a list of them: its path goes over links
 */
export function cellWriter(catalog: Catalog, field: CatalogField, locale: Locale, isMany: boolean): CellWriter {
  const like = cellField(catalog, field)
  const one = (value: unknown): ExportCell => textOf(catalog, like, value, locale)
  return {
    kind: isMany ? { is: 'text' } : kindOf(field, like),
    text: isMany ? (value) => listText(value, one, locale) : one,
    machineText: machineCell,
  }
}

function kindOf(field: CatalogField, like: CatalogField): ColumnKind {
  const { kind } = like.formulaType
  if (kind === 'date') return { is: 'date' }
  if (kind === 'datetime') return { is: 'dateTime' }
  if (kind !== 'number') return { is: 'text' }
  const shown = like.definition.cellNumber?.(like.context.options)
  if (shown === undefined && cellTextOf(like) !== undefined) return { is: 'text' }
  return { is: 'number', decimals: shown?.decimals ?? field.decimals, isPercent: shown?.isPercent === true }
}

const cellTextOf = ({ server, definition }: CatalogField) => server.cellText ?? definition.cellText

/** A value in words. What is masked is a text whatever its field holds. */
function textOf(catalog: Catalog, field: CatalogField, value: unknown, locale: Locale): ExportCell {
  if (value === null || value === undefined) return null
  if (isRecord(value)) return value.title ?? value.id
  if (Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null))
    return listText(value, (one) => nameOf(one), locale)
  const cellText = cellTextOf(field)
  if (cellText !== undefined) return cellText(value as WireValue, field.context, locale)
  return typedText(catalog, field.formulaType, value, locale)
}

function typedText(catalog: Catalog, type: FormulaType, value: unknown, locale: Locale): ExportCell {
  if (Array.isArray(value)) {
    const of = type.kind === 'list' ? type.of : type
    return listText(value, (one) => typedText(catalog, of, one, locale), locale)
  }
  switch (type.kind) {
    case 'boolean':
      return yesNo[locale][value === true ? 0 : 1]
    case 'option':
      return optionText(catalog, type.field, String(value), locale)
    case 'datetime':
      return localText(String(value), catalog.workspace.timeZone)
    case 'number':
      return typeof value === 'number' ? value : String(value)
    default:
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value as string | number)
  }
}

/** The label of a choice; one that is hidden has none any more: its last key. */
function optionText(catalog: Catalog, fieldId: string, key: string, locale: Locale): string {
  for (const object of catalog.objects.values()) {
    const options = object.fieldsById.get(fieldId)?.context.options['options']
    const option = (options as readonly Choice[] | undefined)?.find((one) => one.key === key)
    if (option !== undefined) return localize(option.label, locale)
  }
  return key
}

interface Choice {
  readonly key: string
  readonly label: Localized
}

function listText(value: unknown, one: (value: unknown) => ExportCell, locale: Locale): ExportCell {
  const texts = (Array.isArray(value) ? value : [value]).map(one).filter((text) => text !== null && text !== '')
  return texts.length === 0 ? null : texts.join(listSigns[locale])
}

/** '2026-03-01T04:05:06.000Z' → '2026-03-01 12:05:06' by the workspace's clocks. */
function localText(instant: string, timeZone: string): string {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return instant
  const local = new Date(toLocalMs(at, timeZone)).toISOString()
  return `${local.slice(0, 10)} ${local.slice(11, 19)}`
}

interface ReadRecord {
  readonly id: string
  readonly title?: string | null
}

/** A lookup as it is read: {id, title}. */
const isRecord = (value: unknown): value is ReadRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'id' in value

/** Of a record its title, of a file its name. */
function nameOf(value: unknown): ExportCell {
  if (typeof value !== 'object' || value === null) return value === null ? null : String(value as string | number)
  const { title, name, id } = value as { title?: string | null; name?: string; id?: string }
  return title ?? name ?? id ?? JSON.stringify(value)
}

/** As the API takes it: records and files by id, lists and objects as JSON. */
function machineCell(value: unknown): ExportCell {
  const plain = byId(value)
  if (plain === null || plain === undefined) return null
  if (typeof plain === 'string' || typeof plain === 'number') return plain
  return JSON.stringify(plain)
}

function byId(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(byId)
  if (!isRecord(value)) return value
  return 'object' in value ? { object: value.object, id: value.id } : value.id
}
