import type { Actor, Engine } from '@tessera/engine'

const PAGE = 500

/** A record that is named by another one. */
export interface Linked {
  readonly id: string
  readonly title: string | null
}

/** What the record of a person says. */
export interface UserRecord {
  readonly id: string
  readonly phone: string | null
  readonly jobTitle: string | null
  readonly department: Linked | null
  readonly departments: readonly Linked[] | null
  readonly manager: Linked | null
}

/** The records of people by their ids, as the actor reads them; at most 500. */
export async function userRecords(
  engine: Engine,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, UserRecord>> {
  if (ids.length === 0) return new Map()
  const page = await engine.records.query(actor, 'user', {
    fields: ['id', 'phone', 'jobTitle', 'department', 'departments', 'manager'],
    filter: `id in ${JSON.stringify(ids)}`,
    limit: PAGE,
  })
  const records = JSON.parse(page.recordsJson) as UserRecord[]
  return new Map(records.map((record) => [record.id, record]))
}

/** The ids of all records of an object that a filter or search finds. */
export async function findIds(
  engine: Engine,
  actor: Actor,
  object: string,
  question: { readonly filter?: string; readonly search?: string },
): Promise<readonly string[]> {
  const ids: string[] = []
  for (let after: string | undefined; ;) {
    const query = { ...question, fields: ['id'], sort: ['id'], limit: PAGE, ...(after === undefined ? {} : { after }) }
    const page = await engine.records.query(actor, object, query)
    ids.push(...(JSON.parse(page.recordsJson) as { id: string }[]).map(({ id }) => id))
    if (page.next === null) return ids
    after = page.next
  }
}
