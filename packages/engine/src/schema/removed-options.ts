import { objectBodies } from '../catalog/object-body.js'
import type { FieldBody } from '../catalog/object-body.js'
import type { DocumentChange } from './document-changes.js'
import type { RemovedOption } from './prepared-change.js'

interface Option {
  readonly id: string
  readonly key: string
}

/** Options that are in the fields of today and no longer in the same fields of tomorrow. */
export function removedOptions(changes: readonly DocumentChange[]): RemovedOption[] {
  const fields = new Map(
    objectBodies(changes.flatMap(({ after }) => after ?? [])).flatMap((body) =>
      body.fields.map((field) => [field.id, field]),
    ),
  )
  return objectBodies(changes.flatMap(({ before }) => before ?? [])).flatMap((body) =>
    body.fields.flatMap((field) => {
      const after = fields.get(field.id)
      if (after === undefined) return []
      const kept = new Set(optionsOf(after).map(({ id }) => id))
      const gone = optionsOf(field).filter(({ id }) => !kept.has(id))
      return gone.map(({ id, key }) => ({ objectId: body.id, fieldId: field.id, id, key }))
    }),
  )
}

/** Known keys of removed options with further ones, by `<object>/<field>`. */
export function withRemovedOptions(
  known: ReadonlyMap<string, ReadonlyMap<string, string>>,
  removed: readonly RemovedOption[],
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const all = new Map([...known].map(([field, keys]) => [field, new Map(keys)]))
  for (const { objectId, fieldId, id, key } of removed) {
    const name = `${objectId}/${fieldId}`
    all.set(name, (all.get(name) ?? new Map<string, string>()).set(id, key))
  }
  return all
}

const optionsOf = (field: FieldBody): readonly Option[] =>
  Array.isArray(field.options) ? (field.options as Option[]) : []
