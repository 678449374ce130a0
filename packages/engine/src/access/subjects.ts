import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { reachOf } from './organisation.js'
import { rolesOf } from './role-documents.js'

/** Whom a record is shared with, as the table of shares keeps it. */
export type SubjectKind = 'person' | 'department' | 'role'

/** `person:<id>`. */
export const subjectText = (kind: SubjectKind, id: string): string => `${kind}:${id}`

/** What is shared with one of these is shared with the actor: themselves, their departments and those above, their roles. */
export function subjectsOf(catalog: Catalog, actor: Pick<Actor, 'id' | 'roles'>): readonly string[] {
  return [
    subjectText('person', actor.id),
    ...reachOf(catalog.organisation, actor.id).around.map((id) => subjectText('department', id)),
    ...rolesOf(catalog, actor).map(({ id }) => subjectText('role', id)),
  ]
}
