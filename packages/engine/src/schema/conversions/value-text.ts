import { toLocalMs } from '@tessera/formula'
import type { WireValue } from '@tessera/formula'
import { localize } from '@tessera/metadata'
import type { Localized } from '@tessera/metadata'
import type { CatalogField } from '../../catalog/catalog.js'

/** Between the choices of one text; `importText` of multi-selects reads it back. */
const separator = '、'

/**
 * A value as people would write it into a cell, for `importText` of another type to read: choices by their label (in Chinese, the
 * language of the documents), a percentage with its sign, an instant by the workspace's clocks. Lookups have no text of their own.
 */
export function valueText(field: CatalogField, value: WireValue, timeZone: string): string {
  if (value === null) return ''
  const cellText = field.server.cellText ?? field.definition.cellText
  if (cellText !== undefined) return cellText(value, field.context, 'zh-CN')
  if (Array.isArray(value)) return value.map((key) => choiceText(field, String(key))).join(separator)
  switch (field.formulaType.kind) {
    case 'boolean':
      return value === true ? '是' : '否'
    case 'option':
      return choiceText(field, String(value))
    case 'datetime':
      return localText(String(value), timeZone)
    default:
      return String(value)
  }
}

/** A hidden option has no label any more: its last key. */
function choiceText(field: CatalogField, key: string): string {
  const options = (field.context.options.options ?? []) as readonly { key: string; label: Localized }[]
  const option = options.find((one) => one.key === key)
  return option === undefined ? key : localize(option.label, 'zh-CN')
}

function localText(instant: string, timeZone: string): string {
  const local = new Date(toLocalMs(Date.parse(instant), timeZone)).toISOString()
  return `${local.slice(0, 10)} ${local.slice(11, local.endsWith(':00.000Z') ? 16 : 19)}`
}
