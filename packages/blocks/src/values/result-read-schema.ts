import type { FormulaType } from '@tessera/formula'
import type { JsonSchema } from '@tessera/metadata'
import { nullable } from './nullable.js'
import { anyRecordReadSchema } from './parse-any-record.js'
import { recordReadSchema } from './parse-record-id.js'

/** JSON Schema of a computed value as it is read; null is blank. */
export function resultReadSchema(type: FormulaType | undefined): JsonSchema {
  if (type === undefined) return {}
  switch (type.kind) {
    case 'number':
    case 'duration':
      return nullable({ type: 'number' })
    case 'text':
      return nullable({ type: 'string' })
    case 'boolean':
      return nullable({ type: 'boolean' })
    case 'date':
      return nullable({ type: 'string', format: 'date' })
    case 'datetime':
      return nullable({ type: 'string', format: 'date-time' })
    case 'time':
      return nullable({ type: 'string', pattern: '^\\d{2}:\\d{2}:\\d{2}$' })
    case 'option':
      return nullable({ type: 'string', enum: type.options.map(({ key }) => key) })
    case 'record':
      return recordReadSchema
    case 'anyRecord':
      return anyRecordReadSchema
    case 'list':
      return nullable({ type: 'array', items: resultReadSchema(type.of) })
    case 'blank':
      return { type: 'null' }
  }
}
