import { qualified } from './identifiers.js'
import { schemaOf, type WorkspaceTable } from './workspace-tables.js'

/** Qualified and quoted name of one of the tables that every workspace has. */
export const workspaceTable = (workspace: string, table: WorkspaceTable): string =>
  qualified(schemaOf(workspace), table)
