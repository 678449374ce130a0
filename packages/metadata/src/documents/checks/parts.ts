import type { JsonPath } from '../../text/json-pointer.js'

/** A member of a list inside a document, before anyone knows whether it has the right shape. */
export interface Part {
  readonly path: JsonPath
  readonly body: Readonly<Record<string, unknown>>
}

/** True for a JSON object. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The objects of a list property; anything else in it is the schema's business. */
export function partsOf(owner: Readonly<Record<string, unknown>>, list: string, path: JsonPath = []): readonly Part[] {
  const members = owner[list]
  if (!Array.isArray(members)) return []
  return members.flatMap((body: unknown, index) => (isJsonObject(body) ? [{ path: [...path, list, index], body }] : []))
}

/** A text property; undefined when it is missing or no text. */
export function textOf(body: Readonly<Record<string, unknown>>, property: string): string | undefined {
  const value = body[property]
  return typeof value === 'string' ? value : undefined
}

/** The texts of a list property with their positions. */
export function textsOf(body: Readonly<Record<string, unknown>>, list: string): readonly (readonly [number, string])[] {
  const members = body[list]
  if (!Array.isArray(members)) return []
  return members.flatMap((value: unknown, index) => (typeof value === 'string' ? [[index, value] as const] : []))
}
