import { AppError } from '@tessera/metadata'
import type { RecordAction } from '../access/access.js'
import type { StoredRow } from '../records/read-rows.js'
import type { WriteRequest } from '../records/write-request.js'

/** Refuses where one of the records may not be treated so: a merge is no way around the rights on each of its records. */
export function requireOnRows(
  { access, object }: WriteRequest,
  action: RecordAction,
  rows: readonly StoredRow[],
): void {
  if (rows.some(({ holds }) => !access.verdict(object, holds).may(action))) throw new AppError('access.denied')
}
