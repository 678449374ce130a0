import type { ClientBase, Pool } from 'pg'
import { isSystemActor } from '../access/actor.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import type { RuntimeValues } from '../storage/statement.js'

/** One request's view while it writes: where, what, who, when. */
export interface WriteSession {
  readonly db: Pool | ClientBase
  readonly catalog: Catalog
  readonly actor: Actor
  readonly runtime: RuntimeValues
}

/** Id of the acting user as records keep it: the platform itself is nobody's owner or author. */
export const authorId = (actor: Actor): string | null => (isSystemActor(actor) ? null : actor.id)
