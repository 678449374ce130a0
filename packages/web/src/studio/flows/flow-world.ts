import type { ActionDefinitions, TriggerDefinitions } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'
import type { PortsOf } from './graph/flow'

/** What a flow is read against: the modules of the draft, and what kinds of steps and beginnings there are. */
export interface FlowWorld {
  readonly objects: ReadonlyMap<string, ObjectModel>
  readonly actions: ActionDefinitions
  readonly triggers: TriggerDefinitions
  /** Title of a record that a formula names by its id; undefined while nobody knows it. */
  readonly titleOf?: ((id: string) => string | undefined) | undefined
}

/** The ports of a type of node, main one first. */
export function portsIn({ actions }: Pick<FlowWorld, 'actions'>): PortsOf {
  const known = new Map([...actions.values()].map(({ name, ports }) => [name, ports.map(({ key }) => key)]))
  return (type) => known.get(type)
}
