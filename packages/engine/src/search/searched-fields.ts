import type { CatalogField, CatalogObject, SearchedField } from '../catalog/catalog.js'
import { fieldCode } from './field-code.js'

/**
 * The fields that search looks into, by what they are: the title, and those of searchable types; without the ones whose document
 * says otherwise. A title that is no stored text is not among them.
 *
 * @param hasColumn whether values of a field are stored
 */
export function searchedFields(
  { fields, titleField }: Pick<CatalogObject, 'fields' | 'titleField'>,
  hasColumn: (field: CatalogField) => boolean,
): readonly SearchedField[] {
  return fields
    .filter((field) => isSearched(field, titleField) && hasColumn(field))
    .map((field) => ({
      field,
      code: fieldCode(field.id),
      isTitle: field === titleField,
      pinyin: field === titleField || field.definition.pinyin === true,
    }))
}

/** True for the title and fields of searchable types, unless the document says otherwise. */
export function isSearched(field: CatalogField, titleField: CatalogField): boolean {
  if (field.system || field.encrypted || field.context.options.searchable === false) return false
  return field.definition.searchable === true || (field === titleField && field.formulaType.kind === 'text')
}
