import type { WireDocument } from '@tessera/metadata'
import { systemActor } from '../access/actor.js'
import { systemDocuments } from '../catalog/system-documents.js'
import type { EngineContext } from '../engine-context.js'
import { createDocuments } from './documents.js'

interface SystemField {
  readonly key: string
  readonly onDelete?: string
}

interface SystemBody {
  readonly key: string
  readonly system?: boolean
  readonly fields: readonly SystemField[]
}

/**
 * The system objects of a workspace that lack fields which came after it was made, with these fields; and those whose fields treat the
 * deletion of what they point to otherwise than today, with what counts today.
 */
export async function withMissingFields(context: EngineContext, workspace: string): Promise<readonly WireDocument[]> {
  const actor = systemActor(workspace, 'upgrade')
  const { documents } = await createDocuments(context).list(actor, { kinds: ['object'] })
  const live = (documents as unknown as readonly SystemBody[]).filter(({ system }) => system === true)
  return (systemDocuments as unknown as readonly SystemBody[]).flatMap((wanted) => {
    const document = live.find(({ key }) => key === wanted.key)
    if (document === undefined) return []
    const fields = document.fields.map((field) => asToday(field, wanted))
    const missing = wanted.fields.filter(({ key }) => document.fields.every((field) => field.key !== key))
    const isSame = missing.length === 0 && fields.every((field, index) => field === document.fields[index])
    return isSame ? [] : [{ ...document, fields: [...fields, ...missing] } as unknown as WireDocument]
  })
}

/** The same field where it treats deletions as today's does. */
function asToday(field: SystemField, { fields }: SystemBody): SystemField {
  const onDelete = fields.find(({ key }) => key === field.key)?.onDelete
  return onDelete === undefined || onDelete === field.onDelete ? field : { ...field, onDelete }
}
