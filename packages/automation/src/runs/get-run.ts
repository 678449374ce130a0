import { isUuid, workspaceTable, type Actor } from '@tessera/engine'
import { AppError, localizeFieldProblem, type FieldProblem, type RunDetail, type RunStep } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import type { Runs } from '../contract.js'
import type { FullRunRow } from '../queue/run-row.js'
import { requireAdministrator } from './require-administrator.js'
import { toEntries } from './run-entries.js'
import { valuesByKey } from './values-by-key.js'

interface StepRow extends Omit<RunStep, 'at' | 'port' | 'error'> {
  readonly at: Date
  readonly port: string | null
  readonly error: FieldProblem | null
}

/** See `Runs.get`. */
export function getRun(context: AutomationContext): Runs['get'] {
  return async (actor, id) => {
    requireAdministrator(actor)
    const { engine, pool } = context
    const row = await readRun(context, actor, id)
    const catalog = await engine.automation.catalog(actor.workspace)
    const { rows } = await pool.query<StepRow>(
      `SELECT node, type, state, attempt, at, port, input, output, error
       FROM ${workspaceTable(actor.workspace, 'run_steps')} WHERE run_id = $1 ORDER BY seq`,
      [id],
    )
    const [entry] = await toEntries(engine, actor, catalog, [row])
    const object = row.object_id === null ? undefined : catalog.objects.get(row.object_id)
    const values = (kept: FullRunRow['before']) =>
      kept === null || object === undefined ? null : valuesByKey(object, kept)
    return {
      ...(entry as RunDetail),
      steps: rows.map((step) => toStep(step, actor)),
      trigger: { before: values(row.before), after: values(row.after) },
    }
  }
}

/** A row of the actor's workspace. Errors: run.not_found. */
export async function readRun({ pool }: AutomationContext, actor: Actor, id: string): Promise<FullRunRow> {
  const { rows } = isUuid(id)
    ? await pool.query<FullRunRow>(`SELECT * FROM ${workspaceTable(actor.workspace, 'runs')} WHERE id = $1`, [id])
    : { rows: [] }
  const [row] = rows
  if (row === undefined) throw new AppError('run.not_found')
  return row
}

function toStep({ at, port, error, ...step }: StepRow, { locale }: Actor): RunStep {
  return {
    ...step,
    at: at.toISOString(),
    ...(port === null ? {} : { port }),
    ...(error === null ? {} : { error: localizeFieldProblem(error, locale) }),
  }
}
