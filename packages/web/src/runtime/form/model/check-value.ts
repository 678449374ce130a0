import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import {
  fieldProblemOf,
  fillDefaults,
  makeFieldProblem,
  type FieldProblem,
  type Localized,
  type ParseResult,
} from '@tessera/metadata'
import type { FieldModel } from '@/model/objects'
import { isEmptyValue, writtenValue } from './values'

/** What people can write, instead of what the API wants. */
const readableForms: Readonly<Record<string, Localized>> = {
  date: {
    'zh-CN': '看不懂这个日期，可以写 2026-01-31、1月31日、明天。',
    en: 'This is not read as a date. Write 2026-01-31, Jan 31, or tomorrow.',
  },
  time: {
    'zh-CN': '看不懂这个时刻，可以写 09:30、下午3点。',
    en: 'This is not read as a time. Write 09:30 or 3 pm.',
  },
  dateTime: {
    'zh-CN': '看不懂这个时间，可以写 2026-01-31 14:30、明天 下午3点。',
    en: 'This is not read as a time. Write 2026-01-31 14:30 or tomorrow 3 pm.',
  },
}

/** Checks a value by the code the server uses, so that a form says the same sentence before anything is sent. */
function parse(field: FieldModel, value: unknown): ParseResult | undefined {
  const definition = fieldTypeDefinitions.get(field.type)
  if (definition === undefined || !['stored', 'links', 'anyLookup'].includes(definition.kind)) return undefined
  const context = {
    id: field.id,
    key: field.key,
    label: field.label,
    options: fillDefaults(definition.optionsSchema, field.document),
    required: field.required,
  }
  const written = writtenValue(value)
  // Text where a number belongs is what could not be read while typing: the reader of cells says best what is wrong with it.
  if (typeof written === 'string' && definition.group === 'number') {
    const read = definition.importText(written, context)
    if ('problem' in read) return read
  }
  return definition.parse(written, context)
}

/** Why a value cannot be saved, or undefined. */
export function problemOfValue(field: FieldModel, value: unknown, isRequired: boolean): FieldProblem | undefined {
  if (isEmptyValue(value)) {
    return isRequired ? makeFieldProblem(field.key, 'field.required', { label: field.label }) : undefined
  }
  const result = parse(field, value)
  const forms = readableForms[field.type]
  if (forms !== undefined && result !== undefined && 'problem' in result && result.problem.code === 'field.format') {
    return { path: field.key, code: 'field.format', message: forms }
  }
  return result !== undefined && 'problem' in result
    ? fieldProblemOf(field.key, result.problem, field.label)
    : undefined
}

/** The value as the server will keep it (an e-mail in lower case, a phone number in full), where it can be read. */
export function normalValue(field: FieldModel, value: unknown): unknown {
  if (typeof value !== 'string') return value
  const result = parse(field, value)
  return result !== undefined && 'value' in result ? result.value : value
}
