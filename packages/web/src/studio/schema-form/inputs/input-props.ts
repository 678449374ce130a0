import type { SchemaInput } from '../schema-inputs'
import type { JsonObject } from '../schema-value'

/** What every editor of a property gets. */
export interface InputProps {
  readonly modelValue: unknown
  readonly input: SchemaInput
  /** The whole value of the form, for what lies beside. */
  readonly whole: JsonObject
  readonly id: string
  /** Name of the property in the screen's language. */
  readonly label: string
  readonly describedby?: string | undefined
  readonly invalid?: boolean
}
