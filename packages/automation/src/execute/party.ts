import { failpoint, workflowActor, type Actor, type Catalog } from '@tessera/engine'
import { localize } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import { startOfDay } from '../core/start-of-day.js'
import { step, type EffectCommand, type RunCommand, type RunEvent, type StepWorld } from '../core/step.js'
import type { PartyTraits, Run } from './run.js'

/** Runs that are stepped together, with all that stepping them needs. */
export interface Party extends PartyTraits {
  readonly context: AutomationContext
  /** May be a second old; see `renewCatalog`. */
  catalog: Catalog
  readonly world: StepWorld
}

export function createParty(context: AutomationContext, catalog: Catalog, traits: PartyTraits): Party {
  const { timeZone } = catalog.workspace
  const world: StepWorld = {
    graph: traits.graph,
    servers: context.actions.servers,
    startOfDay: (day) => startOfDay(day, timeZone),
  }
  return { ...traits, context, catalog, world }
}

/** Takes the newest catalog; false when the party has it already. */
export async function renewCatalog(party: Party): Promise<boolean> {
  const newest = await party.context.engine.automation.catalog(party.workspace)
  if (newest.revision === party.catalog.revision) return false
  party.catalog = newest
  return true
}

/**
 * Before a refusal counts: where the catalog was old, the runs try their node again with the newest one. False: the refusal
 * is right.
 */
export async function mayTryAgain(party: Party, runs: readonly Run[]): Promise<boolean> {
  if (!(await renewCatalog(party))) return false
  for (const run of runs) happen(party, run, { type: 'taken', now: nowOf(party) })
  return true
}

/** Who writes and reads for the runs: the workflow itself, on behalf of whoever began it. */
export function actorOf({ workspace, graph, depth, by }: PartyTraits, run?: Run): Actor {
  return workflowActor(workspace, {
    workflow: graph.id,
    title: localize(graph.label, 'zh-CN'),
    depth,
    by,
    ...(run === undefined ? {} : { run: run.id }),
  })
}

/** The run after an event; the run itself stays as it is until what follows is written. */
export function after({ world }: Party, run: Run, event: RunEvent): Run {
  const [state, commands] = step(world, run.state, event)
  return { ...run, state, commands }
}

/** Lets something happen to a run, in memory. */
export function happen(party: Party, run: Run, event: RunEvent): void {
  Object.assign(run, after(party, run, event))
}

/** Runs that want an effect, by node and kind, in the order they came. */
export function groupsOf<D extends EffectCommand['do']>(runs: readonly Run[], kinds: readonly D[]): Run[][] {
  const groups = new Map<string, Run[]>()
  for (const run of runs) {
    const [command] = run.commands
    if (command?.do !== 'effect' || !(kinds as readonly string[]).includes(command.command.do)) continue
    const name = `${command.command.do} ${command.node.id}`
    groups.set(name, [...(groups.get(name) ?? []), run])
  }
  return [...groups.values()]
}

/** The effect a run wants; asked only of runs that `groupsOf` gave. */
export function effectOf<D extends EffectCommand['do']>(run: Run): Extract<EffectCommand, { readonly do: D }> {
  const [command] = run.commands as readonly Extract<RunCommand, { readonly do: 'effect' }>[]
  return command?.command as Extract<EffectCommand, { readonly do: D }>
}

export const nowOf = ({ context }: Party): number => context.clock().getTime()

/** Points where tests let the process die; see the engine's failpoints. */
export const point = (name: string): Promise<void> => failpoint(`automation.${name}`)
