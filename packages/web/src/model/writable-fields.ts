import { api } from '@/api/client'

interface WriteSchema {
  readonly properties: Readonly<Record<string, unknown>>
}

const known = new Map<string, Promise<ReadonlySet<string>>>()

/** Keys of the fields a person may write in records of an object; none: they only read. Asked once per revision. */
export function writableFields(object: string, revision: number): Promise<ReadonlySet<string>> {
  const name = `${object} ${revision}`
  let asked = known.get(name)
  if (asked === undefined) {
    asked = api
      .get<WriteSchema>(`/api/records/${encodeURIComponent(object)}/schema`)
      .then(({ properties }) => new Set(Object.keys(properties)))
    asked.catch(() => known.delete(name))
    known.set(name, asked)
  }
  return asked
}
