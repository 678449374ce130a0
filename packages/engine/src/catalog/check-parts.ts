import { describeProblem } from '@tessera/metadata'
import type { Texts } from '@tessera/metadata'
import { indexPredicate } from '../sql/index-predicate.js'
import type { CatalogField, CatalogObject, CatalogProblem, ComparedField } from './catalog.js'

/** Kinds of values that name nothing. */
const nameless: ReadonlySet<string> = new Set(['boolean', 'list', 'anyRecord'])

/** True when the values of a field can stand for their records in lists and lookups. */
export function namesRecords({ formulaType, definition, context }: NamingField): boolean {
  const isName = !nameless.has(formulaType.kind) && definition.isDocument !== true && definition.kind !== 'details'
  return isName && context.options.masked === undefined && context.options.encrypted !== true
}

/** Titles are shown everywhere, as they are: a masked field would show itself in every lookup. */
type NamingField = Pick<CatalogField, 'formulaType' | 'definition' | 'context'>

const titleTypes: Texts = {
  'zh-CN': '未脱敏的文本、编号、数字、日期、单选、成员、查找或结果为这些类型的公式',
  en: 'text that is not masked, a number, a date, a select, a person, a lookup, or a formula that gives one of these',
}

const uniqueTypes: Texts = {
  'zh-CN': '可填写的单值字段、自动编号或负责人',
  en: 'a field of one value that people fill in, an auto-number, or the owner',
}

const bookedTypes: Texts = {
  'zh-CN': '可填写的单值字段或负责人',
  en: 'a field of one value that people fill in, or the owner',
}

/** What a period is made of: both ends of the same kind. */
const ends: ReadonlySet<string> = new Set(['date', 'datetime', 'number'])
const endTypes: Texts = {
  'zh-CN': '可填写的日期、日期时间或数字字段，开始与结束类型相同',
  en: 'a date, date and time, or number that people fill in, the same for start and end',
}

const ownTexts: Texts = { 'zh-CN': '可填写、未加密的文本字段', en: 'a text field that people fill in, not encrypted' }

const comparedTypes: Readonly<Record<ComparedField['match'], Texts>> = {
  exact: {
    'zh-CN': '可填写、未加密的单值字段或负责人',
    en: 'a field of one value that people fill in, not encrypted, or the owner',
  },
  normalised: ownTexts,
  phone: ownTexts,
  pinyin: ownTexts,
  similar: ownTexts,
}

/** True when records can be compared by a field: what people fill in, one value, a text where more than equality is asked for. */
function canCompare(field: CatalogField, match: ComparedField['match']): boolean {
  return !field.encrypted && isOneValue(field) && (match === 'exact' || field.formulaType.kind === 'text')
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
        isOneValue(field) || field.definition.kind === 'autoNumber'
          ? []
          : [problem(`/unique/${index}/fields/${at}`, field.key, uniqueTypes)],
      ),
    ),
    ...object.unique.flatMap(({ when }, index) =>
      when === undefined || indexPredicate(when, object, ({ key }) => key) !== undefined
        ? []
        : [
            {
              documentId: object.id,
              pointer: `/unique/${index}/when`,
              code: 'unique.condition',
              message: describeProblem('unique.condition', {}),
            },
          ],
    ),
    ...object.noOverlap.flatMap(({ fields, from, to }, index) => [
      ...fields.flatMap((field, at) =>
        isOneValue(field) ? [] : [problem(`/noOverlap/${index}/fields/${at}`, field.key, bookedTypes)],
      ),
      ...(isEnd(from) ? [] : [problem(`/noOverlap/${index}/from`, from.key, endTypes)]),
      ...(isEnd(to) && to.formulaType.kind === from.formulaType.kind
        ? []
        : [problem(`/noOverlap/${index}/to`, to.key, endTypes)]),
    ]),
    ...object.duplicates.flatMap((rule, index) =>
      rule.fields.flatMap(({ field, match }, at) =>
        canCompare(field, match)
          ? []
          : [problem(`/duplicates/${index}/fields/${at}/field`, field.key, comparedTypes[match])],
      ),
    ),
  ]
}

/** Written by people into a column of its own: lines of a record are records, and have none. */
const isOneValue = ({ writable, formulaType, definition }: CatalogField): boolean =>
  writable && definition.kind === 'stored' && formulaType.kind !== 'list' && definition.isDocument !== true

const isEnd = (field: CatalogField): boolean => isOneValue(field) && ends.has(field.formulaType.kind)
