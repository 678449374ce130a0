/** @tessera/blocks/server: how PostgreSQL keeps every built-in field type, beside what definitions.ts says of it. */
import type { FieldTypeDefinition, FieldTypeServer } from '@tessera/metadata'
import { fieldTypeDefinitions } from './definitions.js'
import { fieldServers } from './server.gen.js'

/** The server's halves by the `type` of field documents. */
export const fieldTypeServers: ReadonlyMap<string, FieldTypeServer> = new Map(
  fieldServers.map((server) => [server.name, server]),
)

/** The registry that an engine is started with. */
export const fieldTypes: {
  readonly definitions: ReadonlyMap<string, FieldTypeDefinition>
  readonly servers: ReadonlyMap<string, FieldTypeServer>
} = { definitions: fieldTypeDefinitions, servers: fieldTypeServers }
