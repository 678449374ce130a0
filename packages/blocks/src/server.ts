/**
 * @tessera/blocks/server: how PostgreSQL keeps every built-in field type and what every action wants done, beside what
 * definitions.ts says of them.
 */
import type {
  ActionDefinition,
  ActionServer,
  FieldTypeDefinition,
  FieldTypeServer,
  TriggerDefinition,
} from '@tessera/metadata'
import { actionDefinitions, fieldTypeDefinitions, triggerDefinitions } from './definitions.js'
import { actionServerList, fieldServers } from './server.gen.js'

/** The server's halves by the `type` of field documents. */
export const fieldTypeServers: ReadonlyMap<string, FieldTypeServer> = new Map(
  fieldServers.map((server) => [server.name, server]),
)

/** The registry that an engine is started with. */
export const fieldTypes: {
  readonly definitions: ReadonlyMap<string, FieldTypeDefinition>
  readonly servers: ReadonlyMap<string, FieldTypeServer>
} = { definitions: fieldTypeDefinitions, servers: fieldTypeServers }

/** The server's halves by the `type` of workflow nodes. */
export const actionServers: ReadonlyMap<string, ActionServer> = new Map(
  actionServerList.map((server) => [server.name, server]),
)

/** The registry that the automation is started with. */
export const actions: {
  readonly definitions: ReadonlyMap<string, ActionDefinition>
  readonly servers: ReadonlyMap<string, ActionServer>
} = { definitions: actionDefinitions, servers: actionServers }

export const triggers: ReadonlyMap<string, TriggerDefinition> = triggerDefinitions
