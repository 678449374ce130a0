import type { ObjectModel } from '@/model/objects'

/** Values a link gives a new record: `?customer=<id>`, `?projects=<id>,<id>`, `?related=<object>:<id>`. Only writable fields; other parameters are not values. */
export function prefillOf(
  object: ObjectModel,
  query: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(query)) {
    const field = object.fieldsByKey.get(key)
    if (field?.isWritable !== true || typeof value !== 'string' || value === '') continue
    const [, of, id] = /^([^:]+):(.+)$/.exec(value) ?? []
    if (field.targets !== undefined && of !== undefined) values[key] = { object: of, id }
    else values[key] = field.links === undefined ? value : value.split(',')
  }
  return values
}
