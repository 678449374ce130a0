import { reactive } from 'vue'
import { records, type RecordValues } from '@/api/records'
import type { ObjectModel } from '@/model/objects'

/** A record that formulas, layouts and runs are tried on. */
export interface SampleRecord {
  readonly id: string
  readonly title: string
}

/** What was chosen per object, for all places of the studio: who chose a record once does not choose it again beside it. */
const chosen = reactive(new Map<string, SampleRecord>())

export function sampleOf(object: string): SampleRecord | undefined {
  return chosen.get(object)
}

export function chooseSample(object: string, record: SampleRecord): void {
  chosen.set(object, record)
}

/** Up to 20 records of an object, newest first, for the person to choose one. */
export async function findSamples(object: ObjectModel, search = ''): Promise<readonly SampleRecord[]> {
  const title = object.titleField?.key
  const text = search.trim()
  const { records: found } = await records.query(object.key, {
    limit: 20,
    ...(title === undefined ? {} : { fields: [title] }),
    ...(text === '' ? {} : { search: text }),
  })
  return found.map((record) => ({ id: record.id, title: titleOf(record, title) }))
}

function titleOf(record: RecordValues, field: string | undefined): string {
  const value = field === undefined ? undefined : record[field]
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  const linked = value as { readonly title?: string | null } | null | undefined
  return linked?.title ?? record.id
}
