import { localize } from '@tessera/metadata'
import type { DocumentNames, Localized, StoredDocument, TodaysName } from '@tessera/metadata'
import { objectBodies } from '../catalog/object-body.js'
import type { Ledger } from './ledger.js'

/** What the ids in a set of documents are called; what is gone is called by the last label the ledger knows. */
export function documentNames(documents: ReadonlyMap<string, StoredDocument>, ledger: Ledger): DocumentNames {
  const { fields, options } = keysOfSets.get(documents) ?? keysOf(documents)
  const nameOf = (key: string | undefined, id: string): TodaysName | undefined => {
    if (key !== undefined) return { key }
    const label: Localized | undefined = ledger.label(id)
    return label === undefined ? undefined : { deleted: localize(label, 'zh-CN') }
  }
  return {
    document: (id) => nameOf(documents.get(id)?.key, id),
    field: (id) => nameOf(fields.get(id), id),
    option: (fieldId, optionId) => nameOf(options.get(`${fieldId}/${optionId}`), `${fieldId}/${optionId}`),
  }
}

interface Keys {
  readonly fields: ReadonlyMap<string, string>
  /** By `<field>/<option>`. */
  readonly options: ReadonlyMap<string, string>
}

/** Sets are never changed, and every document that is printed asks for the names of its set. */
const keysOfSets = new WeakMap<ReadonlyMap<string, StoredDocument>, Keys>()

function keysOf(documents: ReadonlyMap<string, StoredDocument>): Keys {
  const fields = new Map<string, string>()
  const options = new Map<string, string>()
  for (const body of objectBodies(documents.values())) {
    for (const field of body.fields) {
      fields.set(field.id, field.key)
      if (!Array.isArray(field.options)) continue
      for (const { id, key } of field.options as readonly { id: string; key: string }[])
        options.set(`${field.id}/${id}`, key)
    }
  }
  const keys = { fields, options }
  keysOfSets.set(documents, keys)
  return keys
}
