import type { FieldDocument, ObjectDocument, WireDocument } from '@tessera/metadata'
import type { SchemaChange } from '../support/random-schema-change.js'

/**
 * A change that leaves work to a job, as long as the big tables are there: a roll-up over their 10,500 records, computed in
 * batches, or a lookup, whose index is built concurrently.
 */
export function jobChange(documents: readonly WireDocument[], serial: number): SchemaChange | undefined {
  const [parent, child] = [objectOf(documents, 'parent'), objectOf(documents, 'child')]
  if (parent === undefined || child === undefined) return undefined
  const key = `job${serial}`
  const lookup = child.fields.find(({ type, target }) => type === 'lookup' && target === 'parent')
  return lookup === undefined
    ? withField(child, { key, type: 'lookup', label: key, target: 'parent' })
    : withField(parent, { key, type: 'rollup', label: key, relation: `child.${lookup.key}`, function: 'count' })
}

function objectOf(documents: readonly WireDocument[], key: string): ObjectDocument | undefined {
  return documents.find((document): document is ObjectDocument => document.kind === 'object' && document.key === key)
}

function withField(object: ObjectDocument, field: FieldDocument): SchemaChange {
  return { changes: [{ op: 'put', document: { ...object, fields: [...object.fields, field] } }] }
}
