import { AppError, documentStructures, referencePlaces } from '@tessera/metadata'
import type { PartList, StoredDocument } from '@tessera/metadata'
import type { PrepareInput } from '../schema/prepare-change.js'
import { takeApart } from './join-documents.js'
import { isJsonObject, membersOf } from './parts.js'
import type { JsonObject } from './parts.js'
import { byId, nothingAbout } from './proposal.js'
import type { Documents, InstalledMap, TemplateProposal, TemplateWork } from './proposal.js'
import { refuseNeeded } from './template-needs.js'

/**
 * The documents without those of a template, and without what is about its objects alone: views, layouts and workflows that others made
 * for them, their entries of menus, what roles grant on them. Of documents that were there before go the parts that came with it.
 *
 * Errors: 404 template.not_installed, 409 template.needed.
 */
export function proposeUninstall(
  { state }: PrepareInput,
  { key }: Pick<TemplateWork, 'key'>,
  installed: InstalledMap,
): TemplateProposal {
  const known = installed.get(key)
  if (known === undefined) throw new AppError('template.not_installed')
  refuseNeeded(key, undefined, installed)
  const { base, joined, version } = known.installed
  const before = byId(joined)
  const left = new Map<string, StoredDocument>(state.documents)
  for (const part of base) {
    const [now, was] = [left.get(part.id), before.get(part.id)]
    if (now === undefined) continue
    if (was === undefined) left.delete(part.id)
    else left.set(part.id, takeApart(now, part, was))
  }
  return {
    documents: withoutWhatIsAbout(state.documents, left),
    hazards: [],
    template: {
      states: [{ key, installed: null }],
      outline: { ...nothingAbout, action: 'uninstall', from: version, to: null },
    },
  }
}

/** The documents without what has no meaning any more once others are gone. */
function withoutWhatIsAbout(today: Documents, left: Documents): Documents {
  const goneDocuments = new Set([...today.keys()].filter((id) => !left.has(id)))
  const fieldIds = (documents: Documents): Set<string> =>
    new Set([...documents.values()].flatMap((document) => membersOf(document, 'fields').map(({ id }) => String(id))))
  const stay = fieldIds(left)
  const goneFields = new Set([...fieldIds(today)].filter((id) => !stay.has(id)))
  const documents = new Map<string, StoredDocument>()
  for (const [id, document] of left) {
    // Views, layouts and workflows are about one object.
    if (typeof document.object === 'string' && goneDocuments.has(document.object)) goneDocuments.add(id)
    else documents.set(id, document)
  }
  for (const [id, document] of documents) documents.set(id, pruned(document, goneDocuments, goneFields))
  return documents
}

/** Lists whose members say nothing once what they name is gone. */
const prunedLists: Readonly<Record<string, readonly string[]>> = {
  menu: ['entries', 'roles'],
  role: ['grants', 'fields'],
  layout: ['items'],
  view: ['fields'],
}

function pruned(
  document: StoredDocument,
  goneDocuments: ReadonlySet<string>,
  goneFields: ReadonlySet<string>,
): StoredDocument {
  const lists = prunedLists[document.kind]
  if (lists === undefined) return document
  const touches = referencePlaces(document).some(
    ({ value }) => goneDocuments.has(value) || value.split('.').some((id) => goneFields.has(id)),
  )
  if (!touches) return document
  const isGone = (member: unknown): boolean => {
    if (typeof member === 'string')
      return goneDocuments.has(member) || member.split('.').some((id) => goneFields.has(id))
    if (!isJsonObject(member)) return false
    const names = [member.object, member.view, member.field]
    return names.some((name) => typeof name === 'string' && (goneDocuments.has(name) || goneFields.has(name)))
  }
  return prunedPart(document, documentStructures[document.kind].lists, lists, isGone) as StoredDocument
}

function prunedPart(
  part: JsonObject,
  lists: readonly PartList[],
  names: readonly string[],
  isGone: (member: unknown) => boolean,
): JsonObject {
  let left = part
  for (const { list, lists: inner = [] } of lists) {
    const members = part[list]
    if (!Array.isArray(members)) continue
    const stay = (members as readonly unknown[])
      .filter((member) => !names.includes(list) || !isGone(member))
      .map((member) => (isJsonObject(member) ? prunedPart(member, inner, names, isGone) : member))
    left = { ...left, [list]: stay }
  }
  return left
}
