import type { EngineContext } from '../engine-context.js'
import type { Personal, Records } from '../contract.js'
import { workspaceTable } from '../storage/workspace-table.js'
import { erasePersonal } from './erase-record.js'
import { personalData } from './personal-data.js'

/** What data law asks for about one record: everything that is held, and the end of what is personal. */
export function createPersonal(context: EngineContext, records: Records): Personal {
  return {
    data: (actor, object, id, origin) => personalData(context, records, actor, object, id, origin),
    rename: async (workspace, person, name) => {
      await context.pool.query(
        `UPDATE ${workspaceTable(workspace, 'changes')} SET author_name = $2 WHERE author_id = $1 AND author_name <> $2`,
        [person, name],
      )
    },
    erase: (actor, object, id, options = {}) => erasePersonal(context, actor, object, id, options),
  }
}
