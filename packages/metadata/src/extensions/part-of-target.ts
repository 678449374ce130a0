/**
 * Id of the part of an `anyLookup` field that holds its records of one object: a lookup of its own in the catalog, with a column of
 * its own, which no document names. Both ids are those of stored documents; the browser uses keys in their place.
 */
export function partOfTarget(field: string, object: string): string {
  return `${field}:${object}`
}

/** The field that a part belongs to: it is one itself where it is none of those. */
export function fieldOfPart(part: string): string {
  return part.split(':')[0] ?? part
}
