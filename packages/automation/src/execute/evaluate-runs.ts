import { workspaceTable } from '@tessera/engine'
import { AppError, makeFieldProblem, type Localized } from '@tessera/metadata'
import { limits } from '../core/limits.js'
import { shownConfig } from '../core/shown.js'
import { fillConfig, isBroken, type BrokenNode } from '../evaluate/node-program.js'
import { programOf } from '../evaluate/node-programs.js'
import { happen, nowOf, renewCatalog, type Party } from './party.js'
import { refusal } from './refusal.js'
import type { Run } from './run.js'

/** Evaluates the nodes that runs stand at: one question to the engine per node, however many runs there are. */
export async function evaluateRuns(party: Party, runs: readonly Run[]): Promise<void> {
  const byNode = new Map<string, Run[]>()
  for (const run of runs) {
    const [command] = run.commands
    if (command?.do === 'evaluate') byNode.set(command.node.id, [...(byNode.get(command.node.id) ?? []), run])
  }
  for (const group of byNode.values()) await evaluateNode(party, group)
}

async function evaluateNode(party: Party, runs: readonly Run[]): Promise<void> {
  const { context, catalog, graph, workspace, by } = party
  const [command] = runs[0]?.commands ?? []
  if (command?.do !== 'evaluate') return
  const program = programOf(context.engine.automation, catalog, graph, command.node)
  if (isBroken(program)) return refuseBroken(party, runs, program)
  try {
    const { object, expressions } = program
    const values =
      expressions.length === 0
        ? []
        : await context.engine.automation.evaluate(workspace, {
            object,
            snapshots: runs.map(({ snapshot }) => snapshot),
            expressions,
            me: by,
          })
    const now = nowOf(party)
    runs.forEach((run, index) => {
      const config = fillConfig(program, values[index] ?? [])
      if (JSON.stringify(config).length > limits.payloadBytes) {
        happen(party, run, refusal(party, run, tooLarge(), { limit: true }))
      } else happen(party, run, { type: 'evaluated', config, shown: shownConfig(config), now })
    })
  } catch (error) {
    // An expression of an old catalog, on fields that are not there any more: once more with the newest.
    if (!(error instanceof AppError) && (await renewCatalog(party))) return evaluateNode(party, runs)
    for (const run of runs) happen(party, run, refusal(party, run, error))
  }
}

const tooLarge = (): AppError => new AppError('run.too_large', { limitKb: limits.payloadBytes / 1024 })

/** A node that refers to what is gone fails its run with the last name of it; a person repairs the workflow and retries. */
async function refuseBroken(party: Party, runs: readonly Run[], { problem, lost }: BrokenNode): Promise<void> {
  const label = lost === undefined ? undefined : await lastLabel(party, lost).catch(() => undefined)
  const named =
    label === undefined
      ? problem
      : makeFieldProblem(problem.path, 'reference.deleted', {
          name: typeof label === 'string' ? label : label['zh-CN'],
        })
  for (const run of runs) {
    happen(party, run, { type: 'refused', problem: named, again: false, now: nowOf(party), random: 0 })
  }
}

/** The label that an object, field or option had when it was last there. */
async function lastLabel({ context, workspace }: Party, id: string): Promise<Localized | undefined> {
  const versions = workspaceTable(workspace, 'document_versions')
  const { rows } = await context.pool.query<{ label: Localized | null }>(
    `SELECT coalesce(o->'label', f->'label', d.body->'label') AS label FROM ${versions} AS d
     LEFT JOIN LATERAL jsonb_array_elements(d.body->'fields') AS f ON d.document_id <> $1
     LEFT JOIN LATERAL jsonb_array_elements(coalesce(f->'options', '[]')) AS o ON f->>'id' <> $1 AND o->>'id' = $1
     WHERE d.kind = 'object' AND (d.document_id = $1 OR f->>'id' = $1 OR o->>'id' = $1)
     ORDER BY d.revision DESC LIMIT 1`,
    [id],
  )
  return rows[0]?.label ?? undefined
}
