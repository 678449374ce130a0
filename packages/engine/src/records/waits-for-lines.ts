import type { Expression } from '@tessera/formula'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { storedInputs } from '../catalog/stored-inputs.js'
import type { Draft } from './draft.js'

/** Whether an expression reads a roll-up over lines that are written with the record: it is judged when they are there. */
export function waitsForLines(catalog: Catalog, object: CatalogObject, draft: Draft, expression: Expression): boolean {
  if (draft.details.length === 0) return false
  return storedInputs(catalog, object, expression).some(({ over, field }) => {
    const rollup = over.length === 0 ? object.fieldsById.get(field)?.rollup : undefined
    return draft.details.some(
      ({ field: { details } }) => details?.child === rollup?.child && details?.via === rollup?.via,
    )
  })
}
