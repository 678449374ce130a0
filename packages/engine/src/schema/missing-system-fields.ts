import type { WireDocument } from '@tessera/metadata'
import { systemActor } from '../access/actor.js'
import { systemDocuments } from '../catalog/system-documents.js'
import type { EngineContext } from '../engine-context.js'
import { createDocuments } from './documents.js'

interface SystemBody {
  readonly key: string
  readonly system?: boolean
  readonly fields: readonly { readonly key: string }[]
}

/** The system objects of a workspace that lack fields which came after it was made, with these fields. */
export async function withMissingFields(context: EngineContext, workspace: string): Promise<readonly WireDocument[]> {
  const actor = systemActor(workspace, 'upgrade')
  const { documents } = await createDocuments(context).list(actor, { kinds: ['object'] })
  const live = (documents as unknown as readonly SystemBody[]).filter(({ system }) => system === true)
  return (systemDocuments as unknown as readonly SystemBody[]).flatMap((wanted) => {
    const document = live.find(({ key }) => key === wanted.key)
    const known = new Set(document?.fields.map(({ key }) => key))
    const missing = wanted.fields.filter(({ key }) => !known.has(key))
    if (document === undefined || missing.length === 0) return []
    return [{ ...document, fields: [...document.fields, ...missing] } as unknown as WireDocument]
  })
}
