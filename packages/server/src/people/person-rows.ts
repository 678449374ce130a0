import type { Pool } from 'pg'
import type { PeoplePosition } from './people-cursor.js'

/** `invited`: nobody can sign in to the account yet. */
export type PersonState = 'active' | 'invited' | 'deactivated'

/** What the platform keeps of a person. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly state: PersonState
  readonly createdAt: Date
  readonly lastSignInAt: Date | null
  readonly secondStep: boolean
}

/** Which people of a workspace are asked for. */
export interface PersonQuestion {
  readonly workspace: string
  /** Among these alone; absent: all. */
  readonly ids?: readonly string[] | undefined
  readonly state?: PersonState | undefined
  readonly after?: PeoplePosition | undefined
  readonly limit: number
}

const from = `platform.memberships m join platform.auth_user u on u.id = m.account_id`

const state = `case when m.deactivated_at is not null then 'deactivated'
  when u.last_sign_in_at is null and not exists (select from platform.auth_account a where a."userId" = u.id)
  then 'invited' else 'active' end`

const where = `m.workspace = $1 and ($2::text[] is null or m.account_id = any($2)) and ($3::text is null or ${state} = $3)`

/** A page of people by name, in the order lists have, and how many there are in all. */
export async function personRows(
  pool: Pool,
  { workspace, ids, state: wanted, after, limit }: PersonQuestion,
): Promise<{ readonly rows: readonly PersonRow[]; readonly count: number }> {
  const values = [workspace, ids ?? null, wanted ?? null]
  const [page, counted] = await Promise.all([
    pool.query<PersonRow>(
      `select u.id, u.name, u.email, m.roles, ${state} as state, m.created_at as "createdAt",
         u.last_sign_in_at as "lastSignInAt",
         exists (select from platform.second_steps s where s.account_id = u.id and s.confirmed_at is not null)
           as "secondStep"
       from ${from}
       where ${where} and ($4::text is null or (u.name collate "zh-x-icu", u.id) > ($4 collate "zh-x-icu", $5))
       order by u.name collate "zh-x-icu", u.id limit $6`,
      [...values, after?.name ?? null, after?.id ?? null, limit],
    ),
    pool.query<{ count: number }>(`select count(*)::int as count from ${from} where ${where}`, values),
  ])
  return { rows: page.rows, count: counted.rows[0]?.count ?? 0 }
}
