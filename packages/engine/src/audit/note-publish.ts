import type { FieldDocument, StoredDocument } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import type { Actor, Origin } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import type { PreparedChange } from '../schema/prepared-change.js'
import { noteAudit, whoOf } from './note-audit.js'

/** Notes a publish or an undo in its transaction, and apart from it every field whose encryption it switches. */
export async function notePublish(
  context: EngineContext,
  client: PoolClient,
  { next, documents, template }: Pick<PreparedChange, 'next' | 'documents' | 'template'>,
  note: { readonly actor: Actor; readonly origin?: Origin | undefined; readonly undoes: number | undefined },
): Promise<void> {
  const who = whoOf(note.actor, note.origin)
  const touched = documents.flatMap(({ before, after }) => {
    const document = after ?? before
    return document === undefined ? [] : [`${document.kind} ${document.key}`]
  })
  const objects = [...new Set(documents.flatMap(({ before, after }) => objectsOf(after ?? before)))]
  const undoes = note.undoes === undefined ? {} : { undoes: note.undoes }
  const details = { revision: next.revision, ...undoes, touched, objects }
  const object = objects.length === 1 ? objects[0] : undefined
  const action = note.undoes === undefined ? 'changes.published' : 'changes.undone'
  await noteAudit(context, client, who, { action, object, details })
  for (const { key } of template?.states ?? []) {
    const { action: does, from, to } = template?.outline ?? {}
    if (does !== undefined)
      await noteAudit(context, client, who, {
        action: templateActions[does],
        details: { name: key, from: from ?? null, to: to ?? null },
      })
  }
  const on = documents.flatMap(({ before, after }) => switched(before, after, true))
  const off = documents.flatMap(({ before, after }) => switched(before, after, false))
  if (on.length + off.length === 0) return
  await noteAudit(context, client, who, { action: 'changes.encryption', object, details: { on, off } })
}

const templateActions = {
  install: 'template.installed',
  upgrade: 'template.upgraded',
  uninstall: 'template.uninstalled',
} as const

/** Ids of the objects a document is about: the log is asked for by them. */
function objectsOf(document: StoredDocument | undefined): string[] {
  if (document === undefined) return []
  const about = document.kind === 'object' ? document.id : document['object']
  return typeof about === 'string' ? [about] : []
}

/** Fields, as `member.phone`, that are encrypted after and were not before (`to` true), or the other way round. */
function switched(before: StoredDocument | undefined, after: StoredDocument | undefined, to: boolean): string[] {
  const key = (after ?? before)?.key ?? ''
  const sealed = (document: StoredDocument | undefined): FieldDocument[] =>
    document?.kind === 'object'
      ? (document['fields'] as FieldDocument[]).filter((field) => field.encrypted === true)
      : []
  const [from, into] = to ? [sealed(before), sealed(after)] : [sealed(after), sealed(before)]
  const known = new Set(from.map(({ id }) => id))
  return into.filter(({ id }) => !known.has(id)).map((field) => `${key}.${field.key}`)
}
