import { diff, documentStructures, isEqualJson, toWireDocument } from '@tessera/metadata'
import type {
  DocumentNames,
  Localized,
  MergeConflict,
  PartList,
  PartPath,
  StoredDocument,
  TemplateChange,
  TemplateConflict,
  TodaysName,
} from '@tessera/metadata'
import { labelOfDocument } from '../schema/summarize-changes.js'
import type { UpgradeSides } from './merge-upgrade.js'
import { isJsonObject, memberId } from './parts.js'
import type { JsonObject } from './parts.js'

type Documents = ReadonlyMap<string, StoredDocument>

/** A place in a set of documents. */
interface Place {
  readonly documentId: string
  readonly partPath: PartPath
  readonly property: string
}

/** Says in words of today where something changed; made once for the sides of an upgrade. */
export class ChangeWords {
  readonly #printed = new Map<StoredDocument, JsonObject>()

  constructor(
    private readonly sides: UpgradeSides,
    private readonly names: DocumentNames,
  ) {}

  conflict(conflict: MergeConflict): TemplateConflict {
    const { base, mine, theirs } = this.sides
    const about = this.change(conflict)
    return {
      id: conflictId(about),
      ...about,
      base: this.#value(base, conflict),
      mine: this.#value(mine, conflict),
      theirs: this.#value(theirs, conflict),
    }
  }

  change(place: Place): TemplateChange {
    const { base, mine, theirs } = this.sides
    const versions = [mine, theirs, base].flatMap((side) => side.get(place.documentId) ?? [])
    const document = versions[0]
    const parts = versions.map((version) => this.#steps(version, place.partPath))
    const steps = [...parts].sort((a, b) => b.names.length - a.names.length)[0] ?? { names: [], label: undefined }
    return {
      kind: document?.kind ?? '',
      key: document?.key ?? place.documentId,
      label: steps.label ?? (document === undefined ? place.documentId : labelOfDocument(document)),
      part: place.partPath.map((step, at) => steps.names[at] ?? step).join('/'),
      property: place.property,
    }
  }

  /** Names of the steps as far as the document has them, and the label of the innermost part with one. */
  #steps(document: StoredDocument, path: PartPath): { names: string[]; label: Localized | undefined } {
    const names: string[] = []
    let label: Localized | undefined
    let [at, wire]: [unknown, unknown] = [document, this.#print(document)]
    let lists: readonly PartList[] = documentStructures[document.kind].lists
    for (let step = 0; step < path.length; step += 2) {
      const [list = '', id] = [path[step], path[step + 1]]
      names.push(list)
      if (id === undefined || !isJsonObject(at) || !isJsonObject(wire) || !Array.isArray(at[list]))
        return { names, label }
      const index = (at[list] as readonly unknown[]).findIndex((member) => memberId(member) === id)
      if (index === -1) return { names, label }
      at = (at[list] as readonly unknown[])[index]
      wire = (wire[list] as readonly unknown[])[index]
      names.push(partName(wire, id))
      label = labelOf(wire) ?? label
      lists = lists.find((each) => each.list === list)?.lists ?? []
    }
    return { names, label }
  }

  #value(side: Documents, { documentId, partPath, property }: MergeConflict): unknown {
    const document = side.get(documentId)
    if (document === undefined) return null
    let [at, wire]: [unknown, unknown] = [document, this.#print(document)]
    for (let step = 0; step < partPath.length; step += 2) {
      const [list = '', id] = [partPath[step], partPath[step + 1]]
      if (!isJsonObject(at) || !isJsonObject(wire) || !Array.isArray(at[list])) return null
      const index = (at[list] as readonly unknown[]).findIndex((member) => memberId(member) === id)
      if (index === -1) return null
      if (property === 'position' && step + 2 === partPath.length) return index
      at = (at[list] as readonly unknown[])[index]
      wire = (wire[list] as readonly unknown[])[index]
    }
    if (property === '') return wire ?? null
    return (isJsonObject(wire) ? wire[property] : undefined) ?? null
  }

  #print(document: StoredDocument): JsonObject {
    let wire = this.#printed.get(document)
    if (wire === undefined) {
      wire = toWireDocument(document, this.names) as unknown as JsonObject
      this.#printed.set(document, wire)
    }
    return wire
  }
}

/** Shape: `object/account/fields/level:label`, `view/all_accounts/fields/name:position`, `object/visit:` for the document itself. */
export const conflictId = ({ kind, key, part, property }: TemplateChange): string =>
  `${[kind, key, ...(part === '' ? [] : [part])].join('/')}:${property}`

function partName(member: unknown, id: string): string {
  if (!isJsonObject(member)) return String(member)
  const name = member.key ?? member.field ?? member.option
  return typeof name === 'string' ? name : id
}

function labelOf(part: unknown): Localized | undefined {
  if (!isJsonObject(part)) return undefined
  for (const name of [part.label, part.message, part.title]) {
    if (typeof name === 'string' || isJsonObject(name)) return name as Localized
  }
  return undefined
}

/** The places at which two sets differ. */
export function changedPlaces(from: Documents, to: Documents): readonly (Place & { readonly to: unknown })[] {
  return diff(from, to).map((change) => {
    switch (change.op) {
      case 'addDocument':
        return { documentId: change.document.id, partPath: [], property: '', to: change.document }
      case 'removeDocument':
        return { documentId: change.document.id, partPath: [], property: '', to: undefined }
      case 'set': {
        const { documentId, part, property, to } = change
        return { documentId, partPath: part, property, to }
      }
      case 'order': {
        const { documentId, part, list, to } = change
        return { documentId, partPath: [...part, list], property: 'position', to }
      }
      default: {
        const { documentId, part, list, member } = change
        const partPath = [...part, list, memberId(member)]
        return { documentId, partPath, property: '', to: change.op === 'addPart' ? member : undefined }
      }
    }
  })
}

/**
 * What one side changed and the other did not: places of `own` that are no conflict, that the other side has not changed alike, and that
 * are not inside of something it took away.
 */
export function changedAlone(
  own: ReturnType<typeof changedPlaces>,
  others: ReturnType<typeof changedPlaces>,
  conflicts: readonly MergeConflict[],
): readonly Place[] {
  const asked = new Set(conflicts.map(nameOfPlace))
  const other = new Map(others.map((place) => [nameOfPlace(place), place]))
  const gone = others.filter(({ property, to }) => property === '' && to === undefined)
  const isInside = (place: Place): boolean =>
    gone.some(
      ({ documentId, partPath }) =>
        documentId === place.documentId &&
        partPath.length <= place.partPath.length &&
        partPath.every((step, at) => step === place.partPath[at]),
    )
  return own.filter((place) => {
    const name = nameOfPlace(place)
    if (asked.has(name)) return false
    const same = other.get(name)
    if (same !== undefined && isEqualJson(same.to, place.to)) return false
    return !isInside(place)
  })
}

const nameOfPlace = ({ documentId, partPath, property }: Place): string =>
  JSON.stringify([documentId, partPath, property])

/** The first of several name tables that still knows a thing by its key, else what the last says of it. */
export function firstNames(tables: readonly DocumentNames[]): DocumentNames {
  const first = (ask: (names: DocumentNames) => TodaysName | undefined): TodaysName | undefined => {
    const found = tables.map(ask)
    return found.find((name) => name !== undefined && 'key' in name) ?? found.find((name) => name !== undefined)
  }
  return {
    document: (id) => first((names) => names.document(id)),
    field: (id) => first((names) => names.field(id)),
    option: (field, option) => first((names) => names.option(field, option)),
  }
}
