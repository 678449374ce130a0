import { peopleKeeper, type Actor } from '@tessera/engine'
import { AppError, type FieldProblem, type Locale } from '@tessera/metadata'
import { checkRows } from './check-rows.js'
import { DepartmentPaths } from './department-paths.js'
import { makePeople, type PeopleMaking } from './make-people.js'
import type { CheckedRow, PersonRowInput } from './person-sheet.js'

/** `check` writes nothing; `all` makes everybody or nobody; `good` leaves out rows with problems. */
export type ImportMode = 'check' | 'all' | 'good'

/** What became of pasted rows, or would. */
export interface ImportedPeople {
  readonly rows: readonly {
    readonly index: number
    readonly id: string | null
    readonly problems: readonly FieldProblem[]
  }[]
  /** Paths of the departments that are new. */
  readonly departments: readonly string[]
  readonly good: number
  readonly bad: number
  /** People that were made. */
  readonly made: number
}

/** Checks pasted rows, and makes people of them. Errors: 422 request.invalid in the mode `all` when any row has a problem. */
export async function importPeople(
  parts: PeopleMaking,
  actor: Actor,
  { rows, mode, locale }: { rows: readonly PersonRowInput[]; mode: ImportMode; locale: Locale },
): Promise<ImportedPeople> {
  const keeper = peopleKeeper(actor)
  const checked = await checkRows(parts, keeper, rows, actor)
  const departments = await DepartmentPaths.read(parts.engine, keeper)
  const good = checked.filter(({ problems }) => problems.length === 0)
  const bad = checked.length - good.length
  if (mode === 'all' && bad > 0) throw new AppError('request.invalid').with({ errors: placed(checked) })
  const fresh = newPaths(departments, good)
  const ids =
    mode === 'check' || good.length === 0 ? [] : await makePeople(parts, keeper, { rows: good, departments, locale })
  const idOf = new Map(good.map(({ index }, at) => [index, ids[at] ?? null]))
  return {
    rows: checked.map(({ index, problems }) => ({ index, id: idOf.get(index) ?? null, problems })),
    departments: fresh,
    good: good.length,
    bad,
    made: ids.length,
  }
}

const placed = (rows: readonly CheckedRow[]): FieldProblem[] =>
  rows
    .flatMap(({ index, problems }) =>
      problems.map((problem) => ({ ...problem, path: `rows/${index}/${problem.path}` })),
    )
    .slice(0, 100)

/** Each with those above it, as people write them. */
function newPaths(departments: DepartmentPaths, rows: readonly CheckedRow[]): readonly string[] {
  const fresh = new Set<string>()
  for (const { path } of rows) {
    for (let level = departments.find(path).known + 1; level <= path.length; level += 1)
      fresh.add(path.slice(0, level).join('/'))
  }
  return [...fresh]
}
