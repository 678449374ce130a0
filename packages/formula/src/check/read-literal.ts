import { parseDateTime } from '../evaluate/date-text.js'
import { isDate, normalizeTime } from '../evaluate/date-text.js'
import { problem } from '../problems.js'
import type { FormulaProblem, Span } from '../types/formula-problem.js'
import type { FormulaType } from '../types/formula-type.js'
import { nameOfType } from '../types/type-name.js'
import { suggest } from './suggest.js'
import type { TypedNode } from './typed-node.js'

const examples: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  datetime: '2026-01-31T09:30:00+08:00',
  time: '09:30',
  record: '0191f7a4-5c1e-7c3b-9d2e-3f4a5b6c7d8e',
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text literal can be read as this type. */
export function readsLiterals(type: FormulaType): boolean {
  return ['date', 'datetime', 'time', 'option', 'record', 'anyRecord'].includes(type.kind)
}

/**
 * Reads a text literal as the type of what it stands beside.
 *
 * Errors: formula.bad_literal, formula.unknown_option.
 */
export function readLiteral(text: string, span: Span, type: FormulaType): TypedNode | FormulaProblem {
  const base = { kind: 'literal', span, type, class: 'record' } as const
  if (text === '') return { ...base, value: null }
  switch (type.kind) {
    case 'option': {
      const option = type.options.find((candidate) => candidate.key === text)
      if (option !== undefined) return { ...base, value: option.key, optionId: option.id }
      const suggestion =
        type.options.find((candidate) => candidate.label === text)?.key ??
        suggest(
          text,
          type.options.map((candidate) => candidate.key),
        )
      return problem('formula.unknown_option', span, { key: text, suggestion })
    }
    case 'date':
      if (isDate(text)) return { ...base, value: text }
      break
    case 'datetime': {
      const value = parseDateTime(text)
      if (value !== undefined) return { ...base, value }
      break
    }
    case 'time': {
      const value = normalizeTime(text)
      if (value !== undefined) return { ...base, value }
      break
    }
    case 'record':
    case 'anyRecord':
      if (uuid.test(text)) return { ...base, value: text.toLowerCase() }
      break
    default:
      break
  }
  const example = examples[type.kind === 'anyRecord' ? 'record' : type.kind] ?? ''
  return problem('formula.bad_literal', span, { text: text.slice(0, 60), wanted: nameOfType(type), example })
}
