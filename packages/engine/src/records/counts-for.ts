import type { Expression } from '@tessera/formula'
import type { CatalogObject } from '../catalog/catalog.js'
import type { Draft } from './draft.js'
import { PathReader } from './path-values.js'
import { evaluateOn, recordEnvironment } from './record-environment.js'
import type { WriteSession } from './write-session.js'

/** True when a constraint with this condition over the record's own fields speaks of the draft; without a condition it does. */
export function countsFor(
  session: WriteSession,
  object: CatalogObject,
  when: Expression | undefined,
  { before, after }: Draft,
): boolean {
  if (when === undefined) return true
  // Over the record's own fields: nothing is read.
  const paths = new PathReader(session.db, session.catalog, session.runtime)
  return evaluateOn(when, recordEnvironment({ object, before, after }, paths, session.runtime)) === true
}
