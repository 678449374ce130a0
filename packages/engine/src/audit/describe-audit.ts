import { auditActions, localize } from '@tessera/metadata'
import type {
  AuditAction,
  AuditActionDefinition,
  AuditDetails,
  AuditEntry,
  AuditSubject,
  Localized,
} from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { readTitles } from '../query/read-titles.js'
import { isUuid } from '../storage/uuid7.js'
import type { AuditRow } from './audit-rows.js'

/**
 * Rows in words of today. The log keeps ids, so a person who was renamed or whose data was erased is called what they are
 * called now; of records there is the id only, since a title is a value of the record.
 */
export async function describeAudit(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  rows: readonly AuditRow[],
): Promise<AuditEntry[]> {
  const { locale } = actor
  const subjects = rows.map((row) => (row.subject === null ? undefined : (JSON.parse(row.subject) as AuditSubject)))
  const people = [
    ...rows.flatMap((row) => row.actor ?? []),
    ...subjects.flatMap((subject) => (subject?.kind === 'person' && isUuid(subject.key) ? [subject.key] : [])),
  ]
  const names = await namesOf(context, catalog, actor, [...new Set(people)])
  return rows.map((row, at) => {
    const details = JSON.parse(row.details) as AuditDetails
    const object = row.object === null ? undefined : catalog.objects.get(row.object)
    const subject = subjects[at]
    return {
      n: row.n,
      at: row.at,
      actor: row.actor === null ? null : { id: row.actor, title: names.get(row.actor) ?? null },
      through: JSON.parse(row.through) as AuditEntry['through'],
      action: row.action as AuditAction,
      sentence: sentenceOf(row.action, details, locale),
      ...(object === undefined ? {} : { object: { key: object.key, label: localize(object.label, locale) } }),
      ...(row.record === null ? {} : { record: row.record }),
      ...(subject === undefined ? {} : { subject: { ...subject, title: titleOf(catalog, subject, names, actor) } }),
      details,
      address: row.address,
      requestId: row.requestId,
    }
  })
}

/** A code that this version does not know (a newer one wrote it) is shown as it is. */
function sentenceOf(action: string, details: AuditDetails, locale: Actor['locale']): string {
  const definition = (auditActions as Readonly<Record<string, AuditActionDefinition>>)[action]
  return definition === undefined ? action : definition.sentence[locale](details)
}

async function namesOf(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const users = catalog.objects.get(catalog.userObject)
  if (users === undefined) return new Map()
  return readTitles(context.pool, catalog, definerAccess, users, ids, runtimeValues(context, catalog, actor))
}

function titleOf(
  catalog: Catalog,
  { kind, key }: AuditSubject,
  names: ReadonlyMap<string, string | null>,
  { locale }: Actor,
): string | null {
  if (kind === 'person') return names.get(key) ?? null
  for (const document of catalog.documents.values()) {
    if (document.kind !== kind || document.key !== key) continue
    return localize((document['label'] as Localized | undefined) ?? key, locale)
  }
  return null
}
