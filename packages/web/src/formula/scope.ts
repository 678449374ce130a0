import type { Scope } from '@tessera/formula'
import type { ObjectModel } from '@/model/objects'
import { objectTypes } from './object-types'

/**
 * The world a formula about an object is read in: the same names and types as the server's catalog gives, with those of
 * formula and roll-up fields inferred. Works for published objects and for those of a draft.
 *
 * @param root key of the object the text is about
 */
export function formulaScope(
  objects: ReadonlyMap<string, ObjectModel>,
  root: string,
  allow: { readonly me: boolean; readonly old: boolean },
): Scope {
  const types = objectTypes(objects)
  return types.scope(objects.get(root)?.id ?? root, allow)
}
