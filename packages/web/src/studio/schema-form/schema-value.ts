import type { JsonSchema } from '@tessera/metadata'

export type JsonObject = Readonly<Record<string, unknown>>

/** A copy of a value with some properties set; `undefined` takes one away. The order of the properties stays. */
export function withProperties(value: JsonObject, patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...value, ...patch }).filter(([, one]) => one !== undefined))
}

/** What a new member of a list starts with. */
export function startValue(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default
  const type: unknown = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return {}
  if (type === 'array') return []
  if (type === 'boolean') return false
  return type === 'number' || type === 'integer' ? 0 : ''
}

/** A number as typed: undefined when blank, the last good one when it is none, kept between the schema's bounds. */
export function readNumber(text: string, schema: JsonSchema, before: number | undefined): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim()
  if (plain === '') return undefined
  const number = Number(plain)
  if (!Number.isFinite(number)) return before
  const whole = schema.type === 'integer' ? Math.round(number) : number
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number }
  return Math.min(Math.max(whole, minimum ?? -Infinity), maximum ?? Infinity)
}

/** One thing wrong with a value, where a JSON pointer says. */
export interface PlacedProblem {
  readonly path: string
  readonly message: string
  readonly hint?: string | undefined
}

/** The problems of a place and of what lies below it. */
export function problemsAt(problems: readonly PlacedProblem[], pointer: string): readonly PlacedProblem[] {
  return problems.filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`))
}
