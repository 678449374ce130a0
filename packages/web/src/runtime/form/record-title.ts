import { fieldTypesWeb } from '@tessera/blocks/web'
import type { PlainRecord } from '@/formula/evaluate'
import { locale } from '@/app/i18n'
import type { ObjectModel } from '@/model/objects'

/** What a record is called: the text of its title field; its number of characters of id where that is blank. */
export function recordTitle(object: ObjectModel, record: PlainRecord, timeZone = 'Asia/Shanghai'): string {
  const { titleField } = object
  const id = String(record.id ?? '').slice(0, 8)
  if (titleField === undefined) return id
  const value = record[titleField.key]
  const world = { locale: locale.value, timeZone, currency: 'CNY' }
  return fieldTypesWeb.get(titleField.type)?.text(value, titleField, world) || id
}
