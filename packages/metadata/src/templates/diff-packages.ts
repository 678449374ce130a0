import { isEqualJson } from '../changes/is-equal-json.js'
import { diff } from '../changes/diff.js'
import type { DocumentChange, PartPath } from '../changes/change-set.js'
import { isJsonObject } from '../documents/checks/parts.js'
import type { StoredDocument } from '../documents/document.js'
import type { Hash } from '../stored/derive-id.js'
import { hashFor, identifyDocuments, memberName } from './identify-documents.js'
import { readSampleTable } from './sample-table.js'
import { compareText } from './template-files.js'
import type { TemplatePackage } from './template.js'

/**
 * One difference between two packages. `path` says where, as people name it: `template.json`, `object/account`,
 * `object/account/fields/level`, `data/account`, `scenarios/win-deal`; `property` what of it, '' for all of it, 'position' for the order
 * of a list. Sample data is counted in rows.
 */
export interface PackageChange {
  readonly what: 'added' | 'removed' | 'changed'
  readonly path: string
  readonly property: string
  /** Undefined where there was nothing. */
  readonly from?: unknown
  readonly to?: unknown
}

/**
 * What leads from one package to another, by path. Parts go by their ids, so that a renamed one is seen as renamed when the later
 * package says so (`formerKeys`) or both name the same id.
 */
export function diffPackages(from: TemplatePackage, to: TemplatePackage, hash: Hash): readonly PackageChange[] {
  return [
    ...diffValues('template.json', { ...from.manifest }, { ...to.manifest }),
    ...diffDocuments(from, to, hash),
    ...diffNamed('data', tablesOf(from), tablesOf(to), diffTables),
    ...diffNamed('scenarios', byKey(from.scenarios), byKey(to.scenarios), diffValues),
  ]
}

function diffDocuments(from: TemplatePackage, to: TemplatePackage, hash: Hash): readonly PackageChange[] {
  const [before, after] = [identified(from, hash), identified(to, hash)]
  return diff(before, after)
    .flatMap((change) => describe(change, before, after) ?? [])
    .sort((a, b) => compareText(a.path, b.path))
}

function identified({ documents, manifest }: TemplatePackage, hash: Hash): ReadonlyMap<string, StoredDocument> {
  const all = identifyDocuments(documents, hashFor(manifest.key, hash), manifest.formerKeys)
  // Documents of packages refer by key; to differences a key is a value like an id.
  return new Map(all.map((document) => [document.id, document as unknown as StoredDocument]))
}

function describe(
  change: DocumentChange,
  before: ReadonlyMap<string, StoredDocument>,
  after: ReadonlyMap<string, StoredDocument>,
): PackageChange | undefined {
  if (change.op === 'addDocument') return { what: 'added', path: nameOf(change.document), property: '' }
  if (change.op === 'removeDocument') return { what: 'removed', path: nameOf(change.document), property: '' }
  const document = after.get(change.documentId) ?? before.get(change.documentId)
  if (document === undefined) return undefined
  const older = before.get(change.documentId) ?? document
  const part = partSteps(change.part, document, older)
  const path = [nameOf(document), ...part].join('/')
  switch (change.op) {
    case 'set': {
      const { property, from, to } = change
      return {
        what: 'changed',
        path,
        property,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }
    }
    case 'addPart':
    case 'removePart': {
      const { member, list } = change
      const name = typeof member === 'string' ? member : (shown(member) ?? String(member.id))
      return { what: change.op === 'addPart' ? 'added' : 'removed', path: `${path}/${list}/${name}`, property: '' }
    }
    case 'order':
      return isMoved(change.from, change.to)
        ? { what: 'changed', path: `${path}/${change.list}`, property: 'position' }
        : undefined
  }
}

/** Whether members that stay are in another order; lists that only grow or shrink are told by their members. */
function isMoved(from: readonly string[], to: readonly string[]): boolean {
  const stay = new Set(to)
  const was = new Set(from)
  return !isEqualJson(
    from.filter((id) => stay.has(id)),
    to.filter((id) => was.has(id)),
  )
}

function nameOf({ kind, key }: StoredDocument): string {
  return `${kind}/${key}`
}

/** Names of lists and of members in turn, from the document of today, else from that of before. */
function partSteps(part: PartPath, document: StoredDocument, older: StoredDocument): readonly string[] {
  return namesAlong(part, document) ?? namesAlong(part, older) ?? part
}

function namesAlong(part: PartPath, document: StoredDocument): readonly string[] | undefined {
  const names: string[] = []
  let at: unknown = document
  for (let step = 0; step < part.length; step += 2) {
    const list = part[step] ?? ''
    const id = part[step + 1]
    const members: unknown = isJsonObject(at) ? at[list] : undefined
    if (!Array.isArray(members)) return undefined
    const index = members.findIndex((member: unknown) => member === id || (isJsonObject(member) && member.id === id))
    if (index === -1) return undefined
    at = members[index] as unknown
    names.push(list, (isJsonObject(at) ? shown(at) : undefined) ?? String(index))
  }
  return names
}

/** What people call a part: its key, the field it is about, or the id its author chose. */
function shown(member: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof member.key === 'string') return member.key
  for (const name of [member.field, member.option, member.object]) if (typeof name === 'string') return name
  return typeof member.type === 'string' ? memberName(member) : undefined
}

type Properties = Readonly<Record<string, unknown>>
type DiffOne<T> = (path: string, from: T, to: T) => readonly PackageChange[]

function diffNamed<T>(
  folder: string,
  from: ReadonlyMap<string, T>,
  to: ReadonlyMap<string, T>,
  diffOne: DiffOne<T>,
): readonly PackageChange[] {
  const names = [...new Set([...from.keys(), ...to.keys()])].sort(compareText)
  return names.flatMap((name): readonly PackageChange[] => {
    const path = `${folder}/${name}`
    const [was, is] = [from.get(name), to.get(name)]
    if (was === undefined) return [{ what: 'added', path, property: '' }]
    if (is === undefined) return [{ what: 'removed', path, property: '' }]
    return diffOne(path, was, is)
  })
}

function diffValues(path: string, from: Properties, to: Properties): readonly PackageChange[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort(compareText)
  return names.flatMap((property): readonly PackageChange[] => {
    const [was, is] = [from[property], to[property]]
    if (isEqualJson(was, is)) return []
    return [
      {
        what: 'changed',
        path,
        property,
        ...(was === undefined ? {} : { from: was }),
        ...(is === undefined ? {} : { to: is }),
      },
    ]
  })
}

/** Sample data is told by how many rows came, went and changed; rows go by their names, else by their place. */
function diffTables(path: string, from: string, to: string): readonly PackageChange[] {
  if (from === to) return []
  const [was, is] = [rowsOf(from), rowsOf(to)]
  const added = [...is.keys()].filter((name) => !was.has(name)).length
  const removed = [...was.keys()].filter((name) => !is.has(name)).length
  const changed = [...is].filter(([name, row]) => was.has(name) && was.get(name) !== row).length
  return [{ what: 'changed', path, property: 'rows', from: was.size, to: { rows: is.size, added, removed, changed } }]
}

function rowsOf(csv: string): ReadonlyMap<string, string> {
  const { rows, columns } = readSampleTable({ csv })
  return new Map(rows.map(({ name, cells }, index) => [name ?? `#${index}`, JSON.stringify([columns, cells])]))
}

function tablesOf({ data }: TemplatePackage): ReadonlyMap<string, string> {
  return new Map(data.map(({ object, csv }) => [object, csv]))
}

function byKey(members: TemplatePackage['scenarios']): ReadonlyMap<string, Properties> {
  return new Map(members.map((member) => [member.key, { ...member }]))
}
