import { AppError, makeFieldProblem } from '@tessera/metadata'
import type { MergeRequest } from '@tessera/metadata'
import { refuse } from '../records/parse-values.js'
import { isUuid } from '../storage/uuid7.js'

/** So many records are merged into one at once. */
export const mostMerged = 20

/** Which record stays, and which become part of it, in the order of ids. */
export interface MergedIds {
  readonly keep: string
  readonly merge: readonly string[]
}

/** Errors: record.not_found for what is no id; record.invalid for too many, none, a repeated one and the one that stays itself. */
export function mergedIds({ keep, merge }: Pick<MergeRequest, 'keep' | 'merge'>): MergedIds {
  const ids = merge.map((id) => id.toLowerCase())
  const all = [keep.toLowerCase(), ...ids]
  if (merge.length === 0 || merge.length > mostMerged)
    throw refuse([makeFieldProblem('merge', 'merge.count', { max: mostMerged })], false)
  const repeated = all.findIndex((id, at) => all.indexOf(id) !== at)
  if (repeated > 0) throw refuse([makeFieldProblem(`merge/${repeated - 1}`, 'merge.repeated')], false)
  if (!all.every(isUuid)) throw new AppError('record.not_found')
  return { keep: keep.toLowerCase(), merge: ids.sort() }
}
