import type { CatalogField } from './catalog.js'

/** The fields as they are kept: in place of one whose record may be of several objects the lookups it is made of. */
export function withMembers<F extends { readonly members: readonly CatalogField[] | undefined }>(
  fields: readonly F[],
): (F | CatalogField)[] {
  return fields.flatMap((field): readonly (F | CatalogField)[] => field.members ?? [field])
}
