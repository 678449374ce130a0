import { noteAudit, whoOf } from '../audit/note-audit.js'
import { authorId } from '../access/actor.js'
import type { Actor, KeptTemplate, Templates } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { qualified } from '../storage/identifiers.js'
import { inTransaction } from '../storage/transaction.js'
import { schemaOf } from '../storage/workspace-tables.js'

/** Packed files that were brought into a workspace. */
export function createKeptTemplates(
  context: EngineContext,
  refuseOthers: (actor: Actor) => Promise<void>,
): Pick<Templates, 'keep' | 'kept' | 'keptText'> {
  const tableOf = (workspace: string): string => qualified(schemaOf(workspace), 'template_packages')
  return {
    keep: async (actor, { key, version, text }, { origin } = {}) => {
      await refuseOthers(actor)
      await inTransaction(context.pool, async (client) => {
        await client.query(
          `INSERT INTO ${tableOf(actor.workspace)} (key, version, package, by_id, at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (key, version) DO UPDATE SET package = EXCLUDED.package, by_id = EXCLUDED.by_id, at = EXCLUDED.at`,
          [key, version, text, authorId(actor), context.clock()],
        )
        const details = { name: key, version }
        await noteAudit(context, client, whoOf(actor, origin), { action: 'template.uploaded', details })
      })
    },
    kept: async (workspace) => {
      const { rows } = await context.pool.query<KeptTemplate>(`SELECT key, version, at FROM ${tableOf(workspace)}`)
      return rows
    },
    keptText: async (workspace, key, version) => {
      const { rows } = await context.pool.query<{ text: string }>(
        `SELECT package AS text FROM ${tableOf(workspace)} WHERE key = $1 AND version = $2`,
        [key, version],
      )
      return rows[0]?.text
    },
  }
}
