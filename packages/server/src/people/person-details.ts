import { AppError } from '@tessera/metadata'

/** What the record of a person says besides name and e-mail; null makes blank, what is absent stays. */
export interface PersonDetails {
  /** Id of the department the person belongs to. */
  readonly department?: string | null | undefined
  /** Ids of further departments. */
  readonly departments?: readonly string[] | undefined
  /** Id of the person they report to. */
  readonly manager?: string | null | undefined
  readonly phone?: string | null | undefined
  /** Job title: `jobTitle` of the record, where `title` is every record's own. */
  readonly title?: string | null | undefined
}

/** The details as values of the record; absent ones are left out. */
export function detailValues({
  department,
  departments,
  manager,
  phone,
  title,
}: PersonDetails): Readonly<Record<string, unknown>> {
  const values = { department, departments, manager, phone, jobTitle: title }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** Runs a write of a record of a person; problems of its job title are named as the caller sent it. */
export async function namingTitle<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof AppError) || error.errors === undefined) throw error
    throw error.with({
      errors: error.errors.map((problem) => (problem.path === 'jobTitle' ? { ...problem, path: 'title' } : problem)),
    })
  }
}
