import type { Actor, Engine } from '@tessera/engine'
import { makeFieldProblem, type FieldProblem } from '@tessera/metadata'
import { normalizeEmail, type Accounts } from '../../identity/accounts.js'
import { RoleNames } from '../../identity/role-titles.js'
import { strongerThan, type IsStronger } from '../refuse-stronger.js'
import { namesOf } from './department-paths.js'
import type { CheckedRow, PersonRowInput } from './person-sheet.js'

/** Levels of departments, as of every tree. */
const mostLevels = 50
const longestName = 255

/**
 * Looks at every row for itself and among the others; writes nothing. `actor` keeps people, `by` is who asks. Problems: those of the fields, person.email_taken, person.repeated,
 * person.unknown_role, person.stronger_role, person.unknown_manager, field.circle, field.too_long, field.tree_depth.
 */
export async function checkRows(
  { engine, accounts }: { readonly engine: Engine; readonly accounts: Accounts },
  actor: Actor,
  rows: readonly PersonRowInput[],
  by: Actor,
): Promise<readonly CheckedRow[]> {
  const cells = rows.map(({ name, email, title, phone }) => ({
    name: name ?? '',
    email: email ?? '',
    jobTitle: title ?? '',
    phone: phone ?? '',
  }))
  const read = await engine.records.cells(actor, 'user', cells)
  const names = await RoleNames.of(engine, actor.workspace)
  const isStronger = await strongerThan(engine, by)
  const checked = rows.map((row, index): CheckedRow => {
    const { values, problems } = read[index] as (typeof read)[number]
    const path = namesOf(row.department ?? '')
    const manager = normalizeEmail(row.manager ?? '')
    return {
      index,
      email: normalizeEmail(String(values['email'] ?? row.email ?? '')),
      name: String(values['name'] ?? row.name ?? ''),
      values,
      roles: names.idsOf((row.roles ?? []).flatMap((role) => names.named(role.trim()) ?? [])).ids,
      path,
      manager: manager === '' ? undefined : manager,
      problems: [
        ...problems.map((problem) => (problem.path === 'jobTitle' ? { ...problem, path: 'title' } : problem)),
        ...roleProblems(names, isStronger, row.roles ?? []),
        ...pathProblems(path),
      ],
    }
  })
  await refuseTaken(accounts, checked)
  refuseRepeated(checked)
  await refuseManagers({ engine, accounts }, actor, checked)
  return checked
}

const roleProblems = (names: RoleNames, isStronger: IsStronger, roles: readonly string[]): FieldProblem[] =>
  roles.flatMap((text) => {
    const role = text.slice(0, 100)
    const key = names.named(text.trim())
    if (key === undefined) return [makeFieldProblem('roles', 'person.unknown_role', { role })]
    return isStronger([key]) ? [makeFieldProblem('roles', 'person.stronger_role', { role })] : []
  })

function pathProblems(path: readonly string[]): FieldProblem[] {
  const label = { 'zh-CN': '部门', en: 'Department' }
  if (path.length > mostLevels)
    return [makeFieldProblem('department', 'field.tree_depth', { label, limit: mostLevels })]
  const long = path.find((name) => name.length > longestName)
  if (long === undefined) return []
  return [makeFieldProblem('department', 'field.too_long', { label, max: longestName, length: long.length })]
}

async function refuseTaken(accounts: Accounts, rows: readonly CheckedRow[]): Promise<void> {
  const found = await accounts.findAll(rows.map(({ email }) => email))
  for (const { email, problems } of rows) {
    if (found.get(email)?.isMember === true) problems.push(makeFieldProblem('email', 'person.email_taken'))
  }
}

function refuseRepeated(rows: readonly CheckedRow[]): void {
  const first = new Map<string, number>()
  for (const { email, index, problems } of rows) {
    const before = first.get(email)
    if (email !== '' && before !== undefined) {
      problems.push(makeFieldProblem('email', 'person.repeated', { row: before + 1 }))
    }
    first.set(email, before ?? index)
  }
}

/** Whom a row reports to is somebody there is, or a row that can be made; nobody reports to themselves. */
async function refuseManagers(
  { engine, accounts }: { readonly engine: Engine; readonly accounts: Accounts },
  actor: Actor,
  rows: readonly CheckedRow[],
): Promise<void> {
  const wanted = [...new Set(rows.flatMap(({ manager }) => manager ?? []))]
  const there = new Set(await membersAmong({ engine, accounts }, actor, wanted))
  // Of several rows with one address the first counts.
  const byEmail = new Map([...rows].reverse().map((row) => [row.email, row]))
  for (const row of rows) {
    const circle = circleOf(row, byEmail, there)
    if (circle !== undefined) {
      const label = { 'zh-CN': '直属上级', en: 'Reports to' }
      row.problems.push(makeFieldProblem('manager', 'field.circle', { label, circle }))
    }
  }
  for (let isSettled = false; !isSettled;) {
    isSettled = true
    for (const { manager, problems } of rows) {
      if (manager === undefined || there.has(manager) || problems.some(({ path }) => path === 'manager')) continue
      if (byEmail.get(manager)?.problems.length === 0) continue
      problems.push(makeFieldProblem('manager', 'person.unknown_manager', { email: manager.slice(0, 100) }))
      isSettled = false
    }
  }
}

/** Those of the addresses whose people have a record in the workspace. */
async function membersAmong(
  { engine, accounts }: { readonly engine: Engine; readonly accounts: Accounts },
  actor: Actor,
  emails: readonly string[],
): Promise<readonly string[]> {
  const found = [...(await accounts.findAll(emails))]
  const members: string[] = []
  for (let from = 0; from < found.length; from += 500) {
    const some = found.slice(from, from + 500)
    const filter = `id in ${JSON.stringify(some.map(([, { id }]) => id))} and active`
    const page = await engine.records.query(actor, 'user', { fields: ['id'], filter, limit: 500 })
    const ids = new Set((JSON.parse(page.recordsJson) as { id: string }[]).map(({ id }) => id))
    members.push(...some.flatMap(([email, { id }]) => (ids.has(id) ? [email] : [])))
  }
  return members
}

function circleOf(
  row: CheckedRow,
  byEmail: ReadonlyMap<string, CheckedRow>,
  there: ReadonlySet<string>,
): string | undefined {
  const way = [row]
  for (let at: CheckedRow | undefined = row; at?.manager !== undefined && !there.has(at.manager);) {
    at = byEmail.get(at.manager)
    if (at === row) return [...way, row].map(({ name }) => name).join(' → ')
    if (at === undefined || way.includes(at)) return undefined
    way.push(at)
  }
  return undefined
}
