import { uuid7, type Actor, type Engine } from '@tessera/engine'
import type { BatchAnswer, Locale } from '@tessera/metadata'
import type { Accounts } from '../../identity/accounts.js'
import type { Memberships } from '../../identity/memberships.js'
import type { DepartmentPaths } from './department-paths.js'
import type { CheckedRow } from './person-sheet.js'

/** What making people works with. */
export interface PeopleMaking {
  readonly engine: Engine
  readonly accounts: Accounts
  readonly memberships: Memberships
}

/**
 * Makes the people of rows without problems: departments, accounts, records, memberships, in this order. What a crash leaves behind
 * gives nobody access, and the same rows once more complete it. `actor` keeps people. Gives the ids in the order of the rows.
 */
export async function makePeople(
  { engine, accounts, memberships }: PeopleMaking,
  actor: Actor,
  { rows, departments, locale }: { rows: readonly CheckedRow[]; departments: DepartmentPaths; locale: Locale },
): Promise<readonly string[]> {
  await makeDepartments(engine, actor, rows, departments)
  const known = await accounts.findAll(rows.flatMap(({ email, manager }) => [email, ...(manager ?? [])]))
  const ids = new Map(rows.map(({ email }) => [email, known.get(email)?.id ?? uuid7()]))
  const idOf = (email: string): string | undefined => ids.get(email) ?? known.get(email)?.id
  const fresh = rows.filter(({ email }) => !known.has(email))
  await accounts.createAll(
    fresh.map(({ email, name }) => ({ id: idOf(email) as string, email, name })),
    locale,
  )
  try {
    await writeRecords(engine, actor, rows, { departments, idOf })
  } catch (error) {
    await accounts.removeAll(fresh.flatMap(({ email }) => idOf(email) ?? []))
    throw error
  }
  await memberships.addAll(
    actor.workspace,
    rows.map(({ email, roles }) => ({ id: idOf(email) as string, roles })),
  )
  return rows.map(({ email }) => idOf(email) as string)
}

/** Level by level: those above are there before those below. */
async function makeDepartments(
  engine: Engine,
  actor: Actor,
  rows: readonly CheckedRow[],
  departments: DepartmentPaths,
): Promise<void> {
  const deepest = Math.max(0, ...rows.map(({ path }) => path.length))
  for (let level = 1; level <= deepest; level += 1) {
    const missing = new Map<string, { readonly name: string; readonly parent?: string }>()
    for (const { path } of rows) {
      const names = path.slice(0, level)
      if (path.length < level || departments.find(path).known >= level) continue
      const parent = departments.find(names.slice(0, -1)).id
      const name = names.at(-1) as string
      missing.set(names.join('\n'), parent === undefined ? { name } : { name, parent })
    }
    const create = [...missing.values()]
    if (create.length === 0) continue
    const answer = (await engine.records.batch(actor, 'department', { create })) as Extract<
      BatchAnswer,
      { created: unknown }
    >
    create.forEach(({ name, parent }, index) => departments.add(String(answer.created[index]?.id), name, parent))
  }
}

async function writeRecords(
  engine: Engine,
  actor: Actor,
  rows: readonly CheckedRow[],
  { departments, idOf }: { departments: DepartmentPaths; idOf: (email: string) => string | undefined },
): Promise<void> {
  const kept = new Set<string>()
  for (let from = 0; from < rows.length; from += 500) {
    const ids = rows.slice(from, from + 500).map(({ email }) => idOf(email))
    const filter = `id in ${JSON.stringify(ids)}`
    const page = await engine.records.query(actor, 'user', { fields: ['id'], filter, limit: 500 })
    for (const { id } of JSON.parse(page.recordsJson) as { id: string }[]) kept.add(id)
  }
  const records = rows.map(({ email, values, path }) => ({
    id: idOf(email) as string,
    ...values,
    ...(path.length === 0 ? {} : { department: departments.find(path).id }),
  }))
  await engine.records.batch(actor, 'user', {
    create: records.filter(({ id }) => !kept.has(id)),
    update: records.filter(({ id }) => kept.has(id)),
  })
  // Once all are there: whom they report to may be among them.
  const below = rows.filter(({ manager }) => manager !== undefined)
  await engine.records.batch(actor, 'user', {
    update: below.map(({ email, manager }) => ({ id: idOf(email) as string, manager: idOf(manager as string) })),
  })
}
