import type { Pool } from 'pg'
import { qualified } from '../storage/identifiers.js'

/** Rows of the reader's fixture, the same in every run; tests recompute answers from them. Wire values, lookups as ids. */
export interface FixtureData {
  readonly users: readonly { readonly id: string; readonly name: string }[]
  readonly accounts: readonly FixtureAccount[]
  readonly deals: readonly FixtureDeal[]
}

interface FixtureAccount {
  readonly id: string
  readonly name: string
  readonly city: string | null
  /** Option id. */
  readonly level: 'vip' | 'key' | null
  readonly owner: string | null
}

export interface FixtureDeal {
  readonly id: string
  readonly createdAt: string
  readonly owner: string | null
  readonly subject: string
  readonly customer: string | null
  readonly amount: number | null
  readonly chance: number | null
  readonly stage: 'open' | 'won' | 'lost' | null
  readonly tags: readonly string[] | null
  readonly closeOn: string | null
  readonly meetAt: string | null
  readonly active: boolean
  readonly phone: string | null
  readonly notes: string | null
  readonly number: string
  readonly helper: string | null
  readonly deleted: boolean
}

/** Seeded random numbers in [0, 1): mulberry32. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const idOf = (kind: number, n: number): string => `01890000-000${kind}-7000-8000-${n.toString(16).padStart(12, '0')}`

const surnames = ['安', '毕', '陈', 'delta', 'Echo', 'éclair', 'zulu', 'Über']

export function fixtureData(): FixtureData {
  const next = random(20260315)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T
  const maybe = <T>(value: T): T | null => (next() < 0.2 ? null : value)
  const users = ['Ann', 'Bob', '曹'].map((name, n) => ({ id: idOf(1, n), name }))
  const accounts = Array.from({ length: 40 }, (_, n): FixtureAccount => ({
    id: idOf(2, n),
    name: `${pick(surnames)} ${n % 7}`,
    city: maybe(pick(['上海', '北京', 'Berlin'])),
    level: maybe(pick(['vip', 'key'] as const)),
    owner: maybe(pick(users).id),
  }))
  const deals = Array.from({ length: 1000 }, (_, n): FixtureDeal => ({
    id: idOf(3, Math.floor(next() * 2 ** 40)),
    createdAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(next() * 60), Math.floor(next() * 24))).toISOString(),
    owner: maybe(pick(users).id),
    subject: `${pick(surnames)} ${pick(['100%', 'a_b', 'C\\D', 'plain'])} ${n % 50}`,
    customer: maybe(pick(accounts).id),
    amount: maybe(Math.floor(next() * 40) * 25.5),
    chance: maybe(Math.floor(next() * 5) / 4),
    stage: maybe(pick(['open', 'won', 'lost'] as const)),
    tags: maybe(pick([['a'], ['b'], ['b', 'a']])),
    closeOn: maybe(`2026-0${1 + Math.floor(next() * 6)}-1${Math.floor(next() * 10)}`),
    meetAt: maybe(
      new Date(
        Date.UTC(2026, Math.floor(next() * 6), 1 + Math.floor(next() * 28), Math.floor(next() * 24)),
      ).toISOString(),
    ),
    active: next() < 0.5,
    phone: maybe(`+86 139 ${1000 + Math.floor(next() * 20)}`),
    notes: maybe(pick(['Call back', 'ask for 报价', 'nothing'])),
    number: `D-${String(n).padStart(4, '0')}`,
    helper: maybe(pick(users).id),
    deleted: next() < 0.05,
  }))
  return { users, accounts, deals }
}

/** Writes the rows with the roll-up `won` as the write path would have computed it. */
export async function fillFixture(pool: Pool, schema: string, { users, accounts, deals }: FixtureData): Promise<void> {
  const created = '2026-01-01T00:00:00Z'
  await pool.query(
    `INSERT INTO ${qualified(schema, 'user_t')} (id, created_at, updated_at, name_c, email_c)
     SELECT id, $2, $2, name, lower(name) || '@example.com' FROM jsonb_to_recordset($1) AS d(id uuid, name text)`,
    [JSON.stringify(users), created],
  )
  await pool.query(
    `INSERT INTO ${qualified(schema, 'account_t')} (id, created_at, updated_at, owner, name_c, city_c, level_c, won_c)
     SELECT id, $2, $2, owner, name, city, level, 0
     FROM jsonb_to_recordset($1) AS d(id uuid, name text, city text, level text, owner uuid)`,
    [JSON.stringify(accounts), created],
  )
  await pool.query(
    `INSERT INTO ${qualified(schema, 'deal_t')} (id, created_at, created_by, updated_at, owner, deleted_at, subject_c, customer_c,
       amount_c, chance_c, stage_c, tags_c, closeon_c, meetat_c, active_c, phone_c, notes_c, number_c, helper_c)
     SELECT id, "createdAt", $2, "createdAt", owner, CASE WHEN deleted THEN "createdAt" END, subject, customer,
       amount, chance, stage, tags, "closeOn", "meetAt", active, phone, notes, number, helper
     FROM jsonb_to_recordset($1) AS d(id uuid, "createdAt" timestamptz, owner uuid, deleted boolean, subject text, customer uuid,
       amount numeric, chance numeric, stage text, tags text[], "closeOn" date, "meetAt" timestamptz, active boolean, phone text,
       notes text, number text, helper uuid)`,
    [JSON.stringify(deals), users[0]?.id],
  )
  await pool.query(
    `UPDATE ${qualified(schema, 'account_t')} AS a SET won_c =
       COALESCE((SELECT sum(amount_c) FROM ${qualified(schema, 'deal_t')} AS d WHERE d.customer_c = a.id AND deleted_at IS NULL), 0)`,
  )
}
