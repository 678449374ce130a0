import { describeProblem } from '@tessera/metadata'
import type { Texts } from '@tessera/metadata'
import type { CatalogField, CatalogObject, CatalogProblem } from './catalog.js'

/** Kinds of values that name nothing. */
const nameless: ReadonlySet<string> = new Set(['boolean', 'list'])

/** True when the values of a field can stand for their records in lists and lookups. */
export function namesRecords({ formulaType, definition }: Pick<CatalogField, 'formulaType' | 'definition'>): boolean {
  return !nameless.has(formulaType.kind) && definition.isDocument !== true
}

const titleTypes: Texts = {
  'zh-CN': '文本、编号、数字、日期、单选、成员、查找或结果为这些类型的公式',
  en: 'text, a number, a date, a select, a person, a lookup, or a formula that gives one of these',
}

const uniqueTypes: Texts = {
  'zh-CN': '可填写的单值字段、自动编号或负责人',
  en: 'a field of one value that people fill in, an auto-number, or the owner',
}

/**
 * What the type of a field rules out, computed fields included: a title of a type that names nothing, uniqueness over a
 * field the write pipeline does not write or that holds several values.
 *
 * Errors: `reference.wrong_type`.
 */
export function checkParts(object: CatalogObject, titleField: string | undefined): CatalogProblem[] {
  const problem = (pointer: string, name: string, expected: Texts): CatalogProblem => ({
    documentId: object.id,
    pointer,
    code: 'reference.wrong_type',
    message: describeProblem('reference.wrong_type', { name, expected }),
  })
  const title = titleField === undefined ? undefined : object.fieldsById.get(titleField)
  return [
    ...(title !== undefined && !namesRecords(title) ? [problem('/titleField', title.key, titleTypes)] : []),
    ...object.unique.flatMap((unique, index) =>
      unique.fields.flatMap((field, at) =>
        (field.writable || field.definition.kind === 'autoNumber') &&
        field.formulaType.kind !== 'list' &&
        field.definition.isDocument !== true
          ? []
          : [problem(`/unique/${index}/fields/${at}`, field.key, uniqueTypes)],
      ),
    ),
  ]
}
