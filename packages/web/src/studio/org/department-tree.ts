import type { Linked } from '@/api/records'

/** A department as the tree needs it. */
export interface Department {
  readonly id: string
  readonly name: string
  readonly parent: Linked | null
  readonly manager: Linked | null
}

/** One line of the tree. */
export interface DepartmentRow {
  readonly department: Department
  /** From 1. */
  readonly level: number
  readonly hasChildren: boolean
  readonly isOpen: boolean
  /** People in it and below it. */
  readonly people: number
}

/** Departments by the one above them, in the order they came; what has lost its parent stands at the top. */
function childrenOf(departments: readonly Department[]): ReadonlyMap<string, readonly Department[]> {
  const ids = new Set(departments.map(({ id }) => id))
  const children = new Map<string, Department[]>()
  for (const department of departments) {
    const above = department.parent !== null && ids.has(department.parent.id) ? department.parent.id : ''
    children.set(above, [...(children.get(above) ?? []), department])
  }
  return children
}

/**
 * The lines of the tree that can be seen.
 *
 * @param counts people by department, without those below
 * @param closed ids of departments whose lines below are hidden
 */
export function departmentRows(
  departments: readonly Department[],
  counts: ReadonlyMap<string, number>,
  closed: ReadonlySet<string>,
): readonly DepartmentRow[] {
  const children = childrenOf(departments)
  const rows: DepartmentRow[] = []
  const add = (department: Department, level: number, isSeen: boolean): number => {
    const below = children.get(department.id) ?? []
    const isOpen = !closed.has(department.id)
    const at = rows.length
    const people = (sum: number): DepartmentRow => ({
      ...{ department, level, hasChildren: below.length > 0, isOpen },
      people: sum,
    })
    if (isSeen) rows.push(people(0))
    const sum = below.reduce(
      (all, child) => all + add(child, level + 1, isSeen && isOpen),
      counts.get(department.id) ?? 0,
    )
    if (isSeen) rows[at] = people(sum)
    return sum
  }
  for (const department of children.get('') ?? []) add(department, 1, true)
  return rows
}

/** The names from the top down to a department. */
export function departmentPath(departments: ReadonlyMap<string, Department>, id: string): readonly string[] {
  const names: string[] = []
  for (let at = departments.get(id); at !== undefined && names.length < 60;) {
    names.unshift(at.name)
    at = at.parent === null ? undefined : departments.get(at.parent.id)
  }
  return names
}

/** Is a department another one, or below it? It cannot be moved there then. */
export function isWithin(departments: ReadonlyMap<string, Department>, id: string, within: string): boolean {
  let at: string | undefined = id
  for (let steps = 0; at !== undefined && steps < 60; steps += 1) {
    if (at === within) return true
    at = departments.get(at)?.parent?.id
  }
  return false
}
