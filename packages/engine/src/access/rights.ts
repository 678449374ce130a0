import { AppError } from '@tessera/metadata'
import type { ObjectRights, RecordRights, RightsAnswer } from '@tessera/metadata'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { visibleObject } from '../query/visible-object.js'
import { readRows } from '../records/read-rows.js'
import { isUuid } from '../storage/uuid7.js'
import type { Access, RecordAction } from './access.js'
import { compileAccess } from './compile-access.js'

export const recordActions: readonly RecordAction[] = [
  'read',
  'create',
  'change',
  'delete',
  'transfer',
  'import',
  'export',
  'share',
  'print',
]

/** What an actor may do, by object: what screens offer. */
export function rightsOf(catalog: Catalog, actor: Actor): RightsAnswer {
  const access = compileAccess(catalog, actor)
  const seen = [...catalog.objects.values()].filter((object) => access.sees(object))
  return { objects: Object.fromEntries(seen.map((object) => [object.key, objectRights(access, object)])) }
}

function objectRights(access: Access, object: CatalogObject): ObjectRights {
  const fields = object.fields
    .filter((field) => !field.system && access.shows(field))
    .flatMap((field) => {
      const level = levelOf(field, access.reads(field), access.writes(field) || access.writesNew(field))
      return level === 'write' ? [] : [[field.key, level] as const]
    })
  return { actions: recordActions.filter((action) => access.may(object, action)), fields: Object.fromEntries(fields) }
}

/** Computed fields are nobody's to write: to be read in clear is all there is of them. */
function levelOf(field: CatalogField, reads: boolean, writes: boolean): 'masked' | 'read' | 'write' {
  if (!reads && !writes) return 'masked'
  return writes || !field.writable ? 'write' : 'read'
}

/** What an actor may do with one record. Errors: record.unknown_object, record.not_found. */
export async function rightsOnRecord(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  recordId: string,
): Promise<RecordRights> {
  const access = compileAccess(catalog, actor)
  const object = visibleObject(catalog, access, key)
  const id = recordId.toLowerCase()
  const options = { lock: 'none', deleted: false, fields: [] } as const
  const runtime = runtimeValues(context, catalog, actor)
  const rows = isUuid(id) ? await readRows(context.pool, catalog, object, access, [id], options, runtime) : new Map()
  const row = rows.get(id) as { readonly holds: readonly boolean[] } | undefined
  if (row === undefined) throw new AppError('record.not_found')
  const verdict = access.verdict(object, row.holds)
  const fields = object.fields
    .filter((field) => !field.system && access.shows(field))
    .flatMap((field) => {
      const [reads, writes] = [verdict.reads(field), verdict.writes(field)]
      return reads || writes || verdict.shows(field) ? [[field.key, levelOf(field, reads, writes)] as const] : []
    })
  return { actions: recordActions.filter((action) => verdict.may(action)), fields: Object.fromEntries(fields) }
}
