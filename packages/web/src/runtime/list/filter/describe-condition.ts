import {
  choiceText,
  dateText,
  fieldTypesWeb,
  locationText,
  periods,
  regionWords,
  treeWords,
  type FilterOperator,
  type WebField,
  type WebWorld,
} from '@tessera/blocks/web'
import { ME, type Condition, type FilterValue } from './filter-model'

export interface DescribeContext {
  readonly world: WebWorld
  /** What the reader is called among persons. */
  readonly me: string
  /** What an object is called, by its key. */
  nameOf(object: string): string
  /** Title of a record by its id; undefined while it is not known. */
  titleOf(id: string): string | undefined
}

/** What was filled in, in words: 谈判中、赢单 · 最近 7 天 · 1,000 – 5,000. Blank while something is missing. */
export function valueWords(
  condition: Condition,
  operator: FilterOperator,
  field: WebField,
  context: DescribeContext,
): string {
  const { values } = condition
  const { locale } = context.world
  const number = (value: FilterValue | undefined): string =>
    typeof value === 'number' ? (fieldTypesWeb.get(field.type)?.text(value, field, context.world) ?? String(value)) : ''
  const isHalf = values.length < 2 || values.includes('')
  const separator = locale === 'zh-CN' ? '、' : ', '
  switch (operator.input) {
    case 'none':
      return ''
    case 'text':
      return values[0] === undefined ? '' : `“${values[0]}”`
    case 'number':
    case 'percent':
    case 'duration':
      return number(values[0])
    case 'numberRange':
    case 'percentRange':
    case 'durationRange':
      return isHalf ? '' : `${number(values[0])} – ${number(values[1])}`
    case 'time':
      return String(values[0] ?? '')
    case 'timeRange':
      return isHalf ? '' : `${values[0]} – ${values[1]}`
    case 'date':
      return dateText(values[0], locale)
    case 'dateRange':
      return isHalf ? '' : `${dateText(values[0], locale)} – ${dateText(values[1], locale)}`
    case 'period':
      return periods[String(values[0] ?? '')]?.[locale].replace('{n}', String(values[1] ?? '')) ?? ''
    case 'options':
      return values.map((key) => choiceText(key, field, locale)).join(separator)
    case 'tree':
      return treeWords(values.map(String), field, locale).join(separator)
    case 'words':
      return values.join(separator)
    case 'region':
      return values[0] === undefined ? '' : regionWords(String(values[0]).padEnd(6, '0'))
    case 'near':
      return values.length < 3 || values.includes('') ? '' : `${values[2]} km · ${locationText([values[0], values[1]])}`
    case 'regionName':
      return String(values[0] ?? '')
    case 'module':
      return values[0] === undefined ? '' : context.nameOf(String(values[0]))
    case 'people':
    case 'records':
      return values.map((id) => (id === ME ? context.me : (context.titleOf(String(id)) ?? '…'))).join(separator)
  }
}
