import { localize } from '@tessera/metadata'
import type { PersonalData } from '@tessera/metadata'
import { noteAudit, whoOf } from '../audit/note-audit.js'
import { inTransaction } from '../storage/transaction.js'
import { compileAccess } from '../access/compile-access.js'
import type { Actor, Origin, Records } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { visibleObject } from '../query/visible-object.js'
import { personalFields } from './personal-fields.js'

const pageSize = 500
/** Records of one relation; beyond that the answer says that there are more. */
const mostRelated = 5_000
const mostHistory = 5_000

/**
 * Everything that is held about a record, as the caller may read it, which the audit log notes: its values, its history, and the records that point to it.
 * Errors: as of reading a record.
 */
export async function personalData(
  context: EngineContext,
  records: Records,
  actor: Actor,
  key: string,
  id: string,
  origin: Origin | undefined,
): Promise<PersonalData> {
  const record = await records.get(actor, key, id)
  const catalog = await context.catalogs.get(actor.workspace)
  const access = compileAccess(catalog, actor)
  const object = visibleObject(catalog, access, key)
  const related: PersonalData['related'][number][] = []
  for (const { object: childId, field: fieldId } of object.referencedBy) {
    const child = catalog.objects.get(childId)
    const field = child?.fieldsById.get(fieldId)
    if (child === undefined || field === undefined || !access.sees(child) || !access.reads(field)) continue
    const found = await pagesOf(records, actor, child.key, `${field.key} = ${JSON.stringify(id)}`)
    if (found.records.length === 0) continue
    const names = { object: child.key, label: localize(child.label, actor.locale), field: field.key }
    related.push({ ...names, ...found })
  }
  const history = await historyOf(records, actor, key, id)
  const note = { action: 'personal.exported', object: object.id, record: id } as const
  await inTransaction(context.pool, (client) => noteAudit(context, client, whoOf(actor, origin), note))
  const personal = personalFields(catalog, object).filter((field) => access.reads(field))
  return {
    object: { key: object.key, label: localize(object.label, actor.locale) },
    at: context.clock().toISOString(),
    personal: personal.map((field) => field.key),
    record: JSON.parse(record.json) as Record<string, unknown>,
    related,
    history,
  }
}

async function pagesOf(
  records: Records,
  actor: Actor,
  object: string,
  filter: string,
): Promise<{ records: Record<string, unknown>[]; isCut: boolean }> {
  const found: Record<string, unknown>[] = []
  let after: string | undefined
  do {
    const query = { filter, limit: pageSize, sort: ['id'], ...(after === undefined ? {} : { after }) }
    const page = await records.query(actor, object, query)
    found.push(...(JSON.parse(page.recordsJson) as Record<string, unknown>[]))
    after = page.next ?? undefined
  } while (after !== undefined && found.length < mostRelated)
  return { records: found, isCut: after !== undefined }
}

async function historyOf(records: Records, actor: Actor, object: string, id: string): Promise<PersonalData['history']> {
  const entries: PersonalData['history'][number][] = []
  let after: string | undefined
  do {
    const page = await records.history(actor, object, id, {
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    })
    entries.push(...page.entries)
    after = page.next ?? undefined
  } while (after !== undefined && entries.length < mostHistory)
  return entries
}
