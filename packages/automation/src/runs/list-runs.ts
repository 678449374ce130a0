import { isUuid, workspaceTable } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import type { Runs } from '../contract.js'
import { findWorkflow } from './find-workflow.js'
import { requireAdministrator } from './require-administrator.js'
import { entryColumns, toEntries, type EntryRow } from './run-entries.js'

const defaultLimit = 50
const largestLimit = 200

/** See `Runs.list`. */
export function listRuns({ engine, pool }: AutomationContext): Runs['list'] {
  return async (actor, workflow, { limit = defaultLimit, after, state }) => {
    requireAdministrator(actor)
    if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit)
      throw new AppError('request.invalid_parameter', { name: 'limit', expected: `1–${largestLimit}` })
    const catalog = await engine.automation.catalog(actor.workspace)
    const { id } = findWorkflow(catalog, workflow)
    const { rows } = await pool.query<EntryRow>(
      `SELECT ${entryColumns} FROM ${workspaceTable(actor.workspace, 'runs')}
       WHERE workflow_id = $1 AND ($2::uuid IS NULL OR id < $2) AND ($3::text IS NULL OR state = $3)
       ORDER BY id DESC LIMIT $4`,
      [id, after === undefined ? null : openCursor(after), state ?? null, limit + 1],
    )
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      runs: await toEntries(engine, actor, catalog, page),
      next: rows.length > limit && last !== undefined ? Buffer.from(last.id).toString('base64url') : null,
    }
  }
}

/** The id behind a cursor. It reveals nothing that the list did not show, so it need not be sealed. */
function openCursor(text: string): string {
  const id = Buffer.from(text, 'base64url').toString()
  if (!isUuid(id)) throw new AppError('request.bad_cursor')
  return id
}
