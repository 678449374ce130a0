import {
  assignIds,
  createResolver,
  documentStructures,
  makeFieldProblem,
  toStoredDocument,
  toWireDocument,
  validateDocument,
} from '@tessera/metadata'
import type {
  DocumentNames,
  FieldProblem,
  IdentifiedDocument,
  PartList,
  StoredDocument,
  TemplateManifest,
  WireDocument,
} from '@tessera/metadata'
import { hashText } from '../schema/document-hash.js'
import { documentNames } from '../schema/document-names.js'
import type { PrepareInput } from '../schema/prepare-change.js'
import { matchParts, withoutUnpaired } from './match-parts.js'
import type { MatchInput } from './match-parts.js'
import { isJsonObject, membersOf } from './parts.js'
import type { JsonObject } from './parts.js'

type Documents = ReadonlyMap<string, StoredDocument>

export interface ResolveTemplateInput {
  readonly documents: readonly WireDocument[]
  readonly formerKeys: NonNullable<TemplateManifest['formerKeys']>
  /** What keys are read against; the earlier forms of the documents among it. */
  readonly world: Documents
  /** Those of the world that come from the version before: what the new one drops is not there for it. */
  readonly own: Documents
  /** Documents that these become a part of: their fields are there for the template, too. */
  readonly extended: Documents
  /** The earlier form of a document; undefined for one that is new. */
  previousOf(document: WireDocument): StoredDocument | undefined
}

export interface ResolvedTemplate {
  /** In stored form, but formulas are as the template has them. In the order of the package. */
  readonly documents: readonly StoredDocument[]
  /** With pointers into the package. When there are any, the list is incomplete. */
  readonly problems: readonly FieldProblem[]
}

/**
 * The documents of a template in the ids of a workspace. Parts keep the ids of their earlier form; new ones have those the template
 * brings along where nothing ever had them, else derived ones.
 */
export function resolveTemplate(
  { context, ledger }: Pick<PrepareInput, 'context' | 'ledger'>,
  input: ResolveTemplateInput,
): ResolvedTemplate {
  const problems: FieldProblem[] = []
  const { documents, world, formerKeys } = input
  const { fieldTypes, actions, triggers } = context
  const options = {
    fieldTypes: fieldTypes.definitions,
    ...(actions === undefined ? {} : { actions }),
    ...(triggers === undefined ? {} : { triggers }),
  }
  documents.forEach((document, index) => {
    const found = validateDocument(document, options)
    problems.push(...found.map((problem) => ({ ...problem, path: `/documents/${index}${problem.path}` })))
    if (document.system === true) problems.push(makeFieldProblem(`/documents/${index}`, 'document.system'))
  })
  if (problems.length > 0) return { documents: [], problems }

  const previous = documents.map((document) => input.previousOf(document))
  const names = documentNames(world, ledger)
  const claimed = new Set<string>()
  const match = (was: StoredDocument | undefined, own: ReadonlySet<string>): MatchInput => ({
    formerKeys,
    joins: was !== undefined && !input.own.has(was.id),
    isFree: (id, list) => {
      // An option's id counts within its field.
      if (list.ids === 'option' || own.has(id)) return true
      return !claimed.has(id) && (!ledger.isTaken(id) || (was !== undefined && ledger.has(was.id, id)))
    },
  })
  // Fields first, then everything else under the names that fields have now: a layout shows a field by its name.
  const started = documents.map((document, index) => {
    const was = previous[index]
    const id = was?.id ?? (document.id !== undefined && !ledger.isTaken(document.id) ? document.id : undefined)
    const { kind, key, fields } = document as WireDocument & JsonObject
    const isObject = kind === 'object'
    const body: JsonObject = { ...(id === undefined ? {} : { id }), kind, key, ...(isObject ? { fields } : {}) }
    const lists = documentStructures[kind].lists.filter(({ list }) => isObject && list === 'fields')
    return identify(body, was, lists, names, match(was, new Set()))
  })
  const today = overlay(names, started)
  const identified = started.map((named, index) => {
    const document = documents[index] as WireDocument
    const own = new Set(idsOf(named))
    const body: JsonObject = { ...document, ...named }
    return identify(body, previous[index], documentStructures[document.kind].lists, today, match(previous[index], own))
  })
  const resolver = createResolver({
    stored: [...world.values()].filter(({ id }) => !input.own.has(id)),
    incoming: identified.map((document) => withFieldsOf(document, input.extended.get(document.id), today)),
    fieldTypes: fieldTypes.definitions,
  })
  const stored = identified.map((document, index) => {
    const { document: result, problems: found } = toStoredDocument(document, resolver)
    problems.push(...found.map((problem) => ({ ...problem, path: `/documents/${index}${problem.path}` })))
    return result
  })
  return { documents: stored, problems }

  function identify(
    body: JsonObject,
    was: StoredDocument | undefined,
    lists: readonly PartList[],
    named: DocumentNames,
    matching: MatchInput,
  ): IdentifiedDocument {
    const before = was === undefined ? undefined : (toWireDocument(was, named) as IdentifiedDocument)
    const path = `${String(body.kind)}/${String(body.key)}`
    const matched = matchParts(body, before as unknown as JsonObject, lists, path, matching)
    const known = before as unknown as JsonObject | undefined
    const previous = known !== undefined && matching.joins ? withoutUnpaired(known, matched, lists) : known
    const { document } = assignIds(matched as unknown as WireDocument, {
      previous: previous as unknown as IdentifiedDocument | undefined,
      isTaken: (id) => ledger.isTaken(id) || claimed.has(id),
      isOptionTaken: (field, option) => ledger.isOptionTaken(field, option),
      isHidden: () => true,
      hash: hashText,
    })
    for (const id of idsOf(document)) claimed.add(id)
    return document
  }
}

/** The document with the fields of what it becomes a part of, to be read only. */
function withFieldsOf(
  document: IdentifiedDocument,
  extended: StoredDocument | undefined,
  names: DocumentNames,
): IdentifiedDocument {
  if (extended === undefined || document.kind !== 'object') return document
  const own = new Set(document.fields.map(({ id }) => id))
  const others = (toWireDocument(extended, names) as typeof document).fields.filter(({ id }) => !own.has(id))
  return { ...document, fields: [...document.fields, ...others] }
}

/** Names of today, but fields, options and documents of a template are called as in its new version. */
function overlay(names: DocumentNames, documents: readonly IdentifiedDocument[]): DocumentNames {
  const keys = new Map<string, string>()
  for (const document of documents) {
    keys.set(document.id, document.key)
    for (const field of membersOf(document as unknown as JsonObject, 'fields')) {
      keys.set(String(field.id), String(field.key))
      for (const option of membersOf(field, 'options'))
        keys.set(`${String(field.id)}/${String(option.id)}`, String(option.key))
    }
  }
  const named = (id: string): { key: string } | undefined => {
    const key = keys.get(id)
    return key === undefined ? undefined : { key }
  }
  return {
    document: (id) => named(id) ?? names.document(id),
    field: (id) => named(id) ?? names.field(id),
    option: (field, option) => named(`${field}/${option}`) ?? names.option(field, option),
  }
}

function idsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsOf)
  if (!isJsonObject(value)) return []
  const own = typeof value.id === 'string' ? [value.id] : []
  return [...own, ...Object.values(value).flatMap(idsOf)]
}
