import type { Catalog } from '@tessera/engine'
import { makeFieldProblem } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import type { Graph } from '../core/graph.js'
import { limits } from '../core/limits.js'
import { isBroken } from '../evaluate/node-program.js'
import { programOf } from '../evaluate/node-programs.js'
import { createParty, happen, nowOf, type Party } from '../execute/party.js'
import { runOf, type Run } from '../execute/run.js'
import { sendRequest } from '../execute/send-request.js'
import { goOn, stepParty } from '../execute/step-party.js'
import type { FreshCatalogs } from './fresh-catalogs.js'
import type { Graphs } from './graphs.js'
import type { Heartbeat } from './heartbeat.js'
import type { OutsideLanes } from './outside-lanes.js'
import type { RunRow } from './run-row.js'

/** What working on claimed runs needs. */
export interface Workshop {
  readonly context: AutomationContext
  readonly graphs: Graphs
  readonly catalogs: FreshCatalogs
  readonly heartbeat: Heartbeat
  readonly outside: OutsideLanes
}

/** Works on claimed runs: those of one graph, depth and person together. Requests go on beside, in lanes of their own. */
export async function workOn(workshop: Workshop, workspace: string, rows: readonly RunRow[]): Promise<void> {
  const { context, heartbeat } = workshop
  const held = new Set(rows.map(({ id }) => id))
  heartbeat.hold(workspace, [...held])
  try {
    for (const group of partiesOf(rows)) {
      const [first] = group
      if (first === undefined) continue
      const graph = await workshop.graphs.get(workspace, first.workflow_id, first.version)
      const catalog = await catalogFor(workshop, workspace, graph)
      const traits = { workspace, graph: graph ?? lostGraph(first), depth: first.depth, by: first.by_id }
      const party = createParty(context, catalog, traits)
      for (const run of await takeTogether(party, group, graph !== undefined)) {
        held.delete(run.id)
        outside(workshop, party, run)
      }
    }
  } finally {
    heartbeat.putDown(workspace, [...held])
  }
}

/** A catalog the graph fits, or the newest: what is gone in one that is a second old may be back. */
async function catalogFor(workshop: Workshop, workspace: string, graph: Graph | undefined): Promise<Catalog> {
  const { catalogs, context } = workshop
  const catalog = await catalogs.get(workspace)
  const door = context.engine.automation
  const fits = [...(graph?.nodes.values() ?? [])].every(
    (node) => graph === undefined || !isBroken(programOf(door, catalog, graph, node)),
  )
  return fits ? catalog : catalogs.refresh(workspace)
}

async function takeTogether(party: Party, rows: readonly RunRow[], hasGraph: boolean): Promise<readonly Run[]> {
  const runs = rows.map(runOf)
  const broken = runs.filter((run, index) => mustStop(party, run, rows[index] as RunRow, hasGraph))
  await goOn(party, broken)
  return stepParty(
    party,
    runs.filter((run) => !broken.includes(run)),
  )
}

/** Runs that are not taken up again: their version is gone, or whoever worked on their step died again and again. */
function mustStop(party: Party, run: Run, row: RunRow, hasGraph: boolean): boolean {
  const interruptions = row.attempt - 1 - (row.outputs?.attempt ?? 0)
  const isPoison = interruptions >= limits.attempts
  if (hasGraph && !isPoison) return false
  const node = run.state.at ?? ''
  const problem = hasGraph
    ? makeFieldProblem(node, 'run.interrupted', { attempts: limits.attempts })
    : makeFieldProblem(node, 'run.lost_version', { version: row.version })
  happen(party, run, { type: 'refused', problem, again: false, now: nowOf(party), random: 0 })
  return true
}

/** Runs by what must be the same to be stepped together, in the order they were taken. */
function partiesOf(rows: readonly RunRow[]): RunRow[][] {
  const groups = new Map<string, RunRow[]>()
  for (const row of rows) {
    const name = [row.workflow_id, row.version, row.depth, row.by_id].join(' ')
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [row])
    else group.push(row)
  }
  return [...groups.values()]
}

const lostGraph = ({ workflow_id: id, version }: RunRow): Graph => ({
  id,
  key: id,
  label: id,
  version,
  object: undefined,
  trigger: { type: '' },
  start: '',
  nodes: new Map(),
})

/** Sends the request of a run and takes the run on from there, beside everything else. */
function outside({ outside: lanes, heartbeat, context }: Workshop, party: Party, run: Run): void {
  lanes.run(async () => {
    try {
      let asking: readonly Run[] = [run]
      while (asking.length > 0) {
        await sendRequest(party, run)
        asking = await goOn(party, [run])
      }
    } catch (error) {
      // Its lease runs out, and it is taken up again.
      context.log.error({ err: error, workspace: party.workspace, run: run.id }, 'a run could not be saved')
    } finally {
      heartbeat.putDown(party.workspace, [run.id])
    }
  })
}
