import { isAppError } from '@tessera/metadata'
import type { WireDocument } from '@tessera/metadata'
import { systemActor } from '../access/actor.js'
import { startingRoles } from '../catalog/starting-roles.js'
import { systemDocuments } from '../catalog/system-documents.js'
import type { Changes } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { qualified } from '../storage/identifiers.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { withMissingFields } from './missing-system-fields.js'

const attempts = 3

/**
 * Publishes the system documents, and the fields of them, that came after a workspace was made. Where a customer has made an object of that key, theirs
 * stays: it is told, and the workspace does without.
 */
export async function addSystemDocuments(context: EngineContext, changes: Changes, workspace: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { revision, known } = await liveObjects(context, workspace)
    // Not made yet, or half made: whoever makes it publishes them all.
    if (revision === 0) return
    for (const { key } of systemDocuments) {
      if (known.get(key) === false)
        context.log.error(
          { workspace, object: key },
          'a system object is missing: an object of the workspace has its key',
        )
    }
    const missing = systemDocuments.filter(({ key }) => !known.has(key))
    const grown = await withMissingFields(context, workspace)
    const roles = await rolesThatNeverWere(context, workspace, known)
    if (missing.length === 0 && grown.length === 0 && roles.length === 0) return
    try {
      await changes.publish(systemActor(workspace, 'upgrade'), {
        base: revision,
        changes: [...missing, ...grown, ...roles].map((document) => ({ op: 'put' as const, document })),
        message: '系统升级 · System upgrade',
      })
      return
    } catch (error) {
      // Another process was faster: look again.
      const isRace = isAppError(error, 'revision.conflict') || isAppError(error, 'document.invalid')
      if (!isRace || attempt === attempts) throw error
    }
  }
}

/** Roles that a workspace starts with and this one never had; one that somebody took away does not come back. */
async function rolesThatNeverWere(
  { pool }: EngineContext,
  workspace: string,
  known: LiveObjects['known'],
): Promise<readonly WireDocument[]> {
  const { rows } = await pool.query<{ key: string }>(
    `SELECT DISTINCT key FROM ${qualified(schemaOf(workspace), 'document_versions')} WHERE kind = 'role' AND key = ANY($1)`,
    [startingRoles.map(({ key }) => key)],
  )
  return startingRoles
    .filter(({ key }) => !rows.some((row) => row.key === key))
    .map((role) => {
      // Grants on an object that a customer has made under one of our keys are the customer's to give.
      const { grants = [] } = role as { grants?: readonly { object: string }[] }
      return { ...role, grants: grants.filter(({ object }) => known.get(object) !== false) } as WireDocument
    })
}

interface LiveObjects {
  readonly revision: number
  /** Of the keys of system documents: whether it is ours. */
  readonly known: ReadonlyMap<string, boolean>
}

async function liveObjects({ pool }: EngineContext, workspace: string): Promise<LiveObjects> {
  const schema = schemaOf(workspace)
  const { rows } = await pool.query<{ revision: number; key: string | null; system: boolean }>(
    `SELECT m.revision, d.key, coalesce((d.body ->> 'system')::boolean, false) AS system
     FROM ${qualified(schema, 'meta')} AS m LEFT JOIN ${qualified(schema, 'document_versions')} AS d
       ON d.until IS NULL AND d.kind = 'object' AND lower(d.key) = ANY($1)`,
    [systemDocuments.map(({ key }) => key.toLowerCase())],
  )
  return {
    revision: rows[0]?.revision ?? 0,
    known: new Map(rows.flatMap(({ key, system }) => (key === null ? [] : [[key.toLowerCase(), system] as const]))),
  }
}
