import type { SqlFragment } from '@tessera/formula'
import { join } from '../storage/statement.js'
import type { RowCondition } from './access.js'

/** ` ARRAY[…] AS "holds"`: what holds for a row, as `Access.verdict` wants it. */
export function holdsColumn(conditions: readonly RowCondition[], alias: string): SqlFragment {
  const asked = conditions.map((condition) => join(['(', condition.sql(alias), ') IS TRUE']))
  return join(['ARRAY[', join(asked, ', '), ']::boolean[] AS "holds"'])
}
