import { peopleKeeper, type Actor, type Engine } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import type { Pool } from 'pg'
import { RoleNames } from '../identity/role-titles.js'
import { openPeople, sealPeople } from './people-cursor.js'
import { peopleIn } from './people-in.js'
import { personRows, type PersonRow, type PersonState } from './person-rows.js'
import { findIds, userRecords, type Linked, type UserRecord } from './user-records.js'

/** What administrators are shown of a person. */
export interface PersonAnswer {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string | null
  /** Job title. */
  readonly title: string | null
  readonly state: PersonState
  readonly roles: readonly string[]
  readonly department: Linked | null
  readonly departments: readonly Linked[]
  readonly manager: Linked | null
  readonly createdAt: Date
  readonly lastSignInAt: Date | null
  readonly secondStep: boolean
}

export interface PeopleQuery {
  readonly search?: string
  readonly state?: PersonState
  /** Id of a department: those who work in it or below it. */
  readonly department?: string
  readonly limit?: number
  readonly after?: string
}

/** What the lists of people are made from. */
export interface PeopleParts {
  readonly engine: Engine
  readonly pool: Pool
  /** Seals cursors. */
  readonly key: Uint8Array
}

/** People of the workspace of an actor who administers them, by name. Errors: 400 request.bad_cursor, problems of the search. */
export async function listPeople(
  { engine, pool, key }: PeopleParts,
  actor: Actor,
  query: PeopleQuery,
): Promise<{ readonly people: readonly PersonAnswer[]; readonly next: string | null; readonly count: number }> {
  const { search, state, department, limit = 50, after } = query
  const question = JSON.stringify([actor.workspace, search, state, department])
  const keeper = peopleKeeper(actor)
  const [found, within] = await Promise.all([
    search === undefined ? undefined : findIds(engine, keeper, 'user', { search }),
    department === undefined ? undefined : peopleIn(engine, keeper, department),
  ])
  const { rows, count } = await personRows(pool, {
    workspace: actor.workspace,
    ids: within === undefined ? found : within.filter((id) => found?.includes(id) !== false),
    state,
    after: after === undefined ? undefined : openPeople(key, question, after),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const records = await userRecords(
    engine,
    keeper,
    page.map(({ id }) => id),
  )
  const names = await RoleNames.of(engine, actor.workspace)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    people: page.map((row) => answerOf(row, records.get(row.id), names)),
    next: last === undefined ? null : sealPeople(key, question, last),
    count,
  }
}

/** One person of the workspace of an actor who administers people. Errors: 404 person.not_found. */
export async function getPerson({ engine, pool }: PeopleParts, actor: Actor, id: string): Promise<PersonAnswer> {
  const { rows } = await personRows(pool, { workspace: actor.workspace, ids: [id], limit: 1 })
  const row = rows[0]
  if (row === undefined) throw new AppError('person.not_found')
  const names = await RoleNames.of(engine, actor.workspace)
  return answerOf(row, (await userRecords(engine, peopleKeeper(actor), [id])).get(id), names)
}

function answerOf(row: PersonRow, record: UserRecord | undefined, names: RoleNames): PersonAnswer {
  return {
    ...row,
    roles: names.keysOf(row.roles),
    phone: record?.phone ?? null,
    title: record?.jobTitle ?? null,
    department: record?.department ?? null,
    departments: record?.departments ?? [],
    manager: record?.manager ?? null,
  }
}
