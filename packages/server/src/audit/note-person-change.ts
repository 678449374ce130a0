import type { AuditNote } from '@tessera/engine'
import type { PersonChanges } from '../people/people.js'
import type { Services } from '../services.js'

/** Notes which parts of a person change, never to what; roles, which are no personal data, with both sides. */
export async function notePersonChange(
  { memberships }: Pick<Services, 'memberships'>,
  workspace: string,
  id: string,
  { roles, password, ...rest }: PersonChanges,
  note: (note: AuditNote) => Promise<void>,
): Promise<void> {
  const subject = { kind: 'person', key: id }
  const changed = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  if (changed.length > 0) await note({ action: 'people.changed', subject, details: { changed } })
  if (password !== undefined) await note({ action: 'session.password', subject })
  if (roles === undefined) return
  const before = await memberships.find(id, workspace)
  await note({ action: 'people.roles', subject, details: { from: before?.roles ?? [], to: roles } })
}
