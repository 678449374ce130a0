import type { PhysicalName } from '../../catalog/catalog.js'
import type { StoredState } from '../../catalog/load-catalog.js'
import type { FieldBody, ObjectBody } from '../../catalog/object-body.js'
import type { Conversion } from './find-conversions.js'
import { earlierColumn, parkedPart } from './parked-column.js'

/** What becomes of the columns of converted fields. */
export interface ConversionParts {
  /** For the column of a converted field: the part it becomes, and the parked column that returns in its place, if there is one. */
  of(part: PhysicalName): { readonly parked: PhysicalName; readonly earlier: PhysicalName | undefined } | undefined
}

/** @param revision the one that the change would make */
export function conversionParts(
  conversions: ReadonlyMap<string, Conversion>,
  { documents, physical }: Pick<StoredState, 'documents' | 'physical'>,
  revision: number,
): ConversionParts {
  return {
    of: (part) => {
      const conversion = part.kind === 'column' ? conversions.get(`${part.objectId}/${part.partId}`) : undefined
      if (conversion === undefined) return undefined
      const body = documents.get(part.objectId) as unknown as ObjectBody
      const field = body.fields.find(({ id }) => id === part.partId) as FieldBody
      return { parked: parkedPart(part, { revision, field }), earlier: earlierColumn(physical, conversion.after) }
    },
  }
}
