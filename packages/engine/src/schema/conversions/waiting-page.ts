import { AppError, fieldProblemOf } from '@tessera/metadata'
import type { WaitingPage, WaitingValue } from '@tessera/metadata'
import { definerAccess } from '../../access/access.js'
import type { PhysicalName } from '../../catalog/catalog.js'
import type { EngineContext } from '../../engine-context.js'
import { readTitles } from '../../query/read-titles.js'
import { sourceText } from './convert-value.js'
import { parkedOf } from './parked-column.js'
import { readUnconverted } from './unconverted.js'
import type { Unconverted } from './unconverted.js'
import { tryAgain } from './waiting-field.js'
import type { Waiting } from './waiting-field.js'

/** The revision of a parked column and the last record shown of it. */
const cursorForm = /^(\d{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** The next values that wait, one parked column after the other. Errors: request.bad_cursor. */
export async function waitingPage(
  context: EngineContext,
  waiting: Waiting,
  limit: number,
  after: string | undefined,
): Promise<WaitingPage> {
  const cursor = after === undefined ? undefined : cursorForm.exec(after)
  if (cursor === null) throw new AppError('request.bad_cursor')
  const { place, object, field } = waiting
  const values: WaitingValue[] = []
  for (const column of waiting.columns) {
    const revision = parkedOf(column)?.revision ?? 0
    if (cursor !== undefined && revision > Number(cursor[1])) continue
    const left = limit - values.length
    const last = revision === Number(cursor?.[1]) ? cursor?.[2] : undefined
    const page = { after: last, limit: left + 1 }
    const rows = await readUnconverted(place.db, place.catalog, object, field, { column, revision }, page)
    values.push(...(await shown(context, waiting, column, rows.slice(0, left))))
    if (rows.length > left) return { values, next: `${revision}.${rows[left - 1]?.id ?? last ?? beforeAll}` }
  }
  return { values, next: null }
}

async function shown(
  context: EngineContext,
  waiting: Waiting,
  column: PhysicalName,
  rows: readonly Unconverted[],
): Promise<WaitingValue[]> {
  const { place, object, field } = waiting
  const { before, results, world } = await tryAgain(context, waiting, column, rows)
  const ids = rows.map(({ id }) => id)
  const titles = await readTitles(place.db, place.catalog, definerAccess, object, ids, place.runtime)
  return rows.map(({ id, held }, index) => {
    const result = results[index]
    const value = before.server.fromDatabase(held, before.context)
    const problem = result !== undefined && 'problem' in result ? result.problem : undefined
    return {
      id,
      title: titles.get(id) ?? null,
      value: sourceText(before, field, value, world) ?? '',
      reason: problem === undefined ? null : fieldProblemOf('', problem, field.label).message,
    }
  })
}
