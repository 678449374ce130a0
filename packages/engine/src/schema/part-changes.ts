import { isEqualJson } from '@tessera/metadata'
import { physicalName } from '../storage/identifiers.js'
import type { PhysicalName } from '../catalog/catalog.js'
import { likenessPart } from '../catalog/likeness-part.js'
import { partKey } from './physical-part.js'
import type {
  BuiltColumn,
  BuiltIndex,
  BuiltSearch,
  MovedColumn,
  PartAction,
  PartChange,
  WantedPart,
} from './physical-part.js'

/**
 * What to do so that the parts PostgreSQL has become the wanted ones. Tables and columns that are no longer wanted are
 * hidden, with all that belongs to them, and come back with their values, links too; indexes, derived columns and search tables are dropped.
 *
 * @param all what PostgreSQL has
 * @param within ids of the objects to look at, whose parts `wanted` holds; every object when absent
 * @param moved what becomes of a column whose values are rewritten into another; undefined for every other part
 */
export function partChanges(
  wanted: readonly WantedPart[],
  all: readonly PhysicalName[],
  within?: ReadonlySet<string>,
  moved?: (part: PhysicalName) => MovedColumn | undefined,
): PartChange[] {
  const physical = within === undefined ? all : all.filter(({ objectId }) => within.has(objectId))
  const known = new Map(physical.map((part) => [partKey(part), part]))
  const taken = new Set(all.map((part) => part.name))
  const liveObjects = new Set(wanted.map((part) => part.objectId))
  const tables = new Map(physical.filter(({ kind }) => kind === 'table').map((part) => [part.objectId, part.name]))
  const columns = new Map<string, string>()
  const searches = new Map<string, string>()
  const links = new Map<string, string>()
  /** Columns that hold nothing yet. */
  const blank = new Set<string>()
  const made: PartChange[] = []
  const gone: PartChange[] = []

  const nameFor = (part: WantedPart): string => {
    const id = part.kind === 'column' || part.kind === 'table' ? `${part.objectId}${part.partId}` : partKey(part)
    const name = physicalName(part.readable, id, (candidate) => taken.has(candidate))
    taken.add(name)
    return name
  }
  const create = (part: WantedPart, definition: PhysicalName['definition']): PhysicalName => {
    const { objectId, partId, kind } = part
    const created: PhysicalName = { objectId, partId, kind, name: nameFor(part), definition, hidden: false }
    if (kind === 'table') tables.set(objectId, created.name)
    if (kind === 'column' && part.counted !== true) blank.add(created.name)
    made.push({ act: 'create', part: created, tableName: tables.get(objectId) ?? '' })
    return created
  }

  const adopt = (part: WantedPart, shadow: PhysicalName, definition: PhysicalName['definition']): PhysicalName => {
    const adopted: PhysicalName = { ...shadow, partId: part.partId, definition, hidden: false }
    made.push({ act: 'adopt', part: adopted, tableName: tables.get(part.objectId) ?? '' })
    return adopted
  }

  for (const part of wanted) {
    const has = known.get(partKey(part))
    const definition = definitionOf(part, {
      column: (fieldId) => columns.get(`${part.objectId}/${fieldId}`) ?? fieldId,
      search: searches.get(sideTable(part)) ?? '',
      links: links.get(`${part.objectId}/${part.partId}`) ?? '',
    })
    const tableName = tables.get(part.objectId) ?? ''
    const move = has === undefined || has.hidden ? undefined : moved?.(has)
    let now: PhysicalName
    const ready = has === undefined || !fits(has, definition) ? indexAhead(physical, part, definition) : undefined
    if (has === undefined) now = ready === undefined ? create(part, definition) : adopt(part, ready, definition)
    else if (move !== undefined) {
      gone.push({ act: 'park', part: move.parked, tableName })
      now = move.shadow === undefined ? create(part, definition) : adopt(part, move.shadow, definition)
      blank.delete(now.name)
    } else if (has.kind === 'search' && !fits(has, definition) && onlyGrows(has, definition, blank)) {
      now = adopt(part, has, { ...has.definition, ...definition })
    } else if (!fits(has, definition)) {
      gone.push({ act: 'drop', part: has, tableName })
      now = ready === undefined ? create(part, definition) : adopt(part, ready, definition)
    } else {
      if (has.hidden) made.push({ act: 'restore', part: has, tableName })
      now = has
    }
    if (part.kind === 'column') columns.set(`${part.objectId}/${part.partId}`, now.name)
    if (part.kind === 'search') searches.set(sideTable(part), now.name)
    if (part.kind === 'links') links.set(`${part.objectId}/${part.partId}`, now.name)
  }

  const wantedKeys = new Set(wanted.map(partKey))
  for (const part of physical) {
    if (part.hidden || wantedKeys.has(partKey(part))) continue
    gone.push({ act: actOfRemoval(part, liveObjects), part, tableName: tables.get(part.objectId) ?? '' })
  }
  return [...gone, ...made]
}

/** The physical names after changes. */
export function applyPartChanges(physical: readonly PhysicalName[], changes: readonly PartChange[]): PhysicalName[] {
  const gone = new Set(changes.filter(({ act }) => act !== 'create').map(({ part }) => part.name))
  const isHidden = (act: PartAction): boolean => act === 'hide' || act === 'park'
  const come = changes.flatMap(({ act, part }) => (act === 'drop' ? [] : [{ ...part, hidden: isHidden(act) }]))
  return [...physical.filter(({ name }) => !gone.has(name)), ...come]
}

/** An index that a job has built ahead of the publish, for exactly this part. */
function indexAhead(
  physical: readonly PhysicalName[],
  part: WantedPart,
  { spec }: PhysicalName['definition'],
): PhysicalName | undefined {
  if (part.kind !== 'unique') return undefined
  return physical.find(
    ({ objectId, partId, kind, definition }) =>
      kind === part.kind &&
      objectId === part.objectId &&
      partId.startsWith(`${part.partId}+`) &&
      definition.spec === spec &&
      definition.building !== true,
  )
}

/** Names of what is there by the time a part is made. */
interface NamesNow {
  column(fieldId: string): string
  readonly search: string
  readonly links: string
}

function definitionOf(part: WantedPart, names: NamesNow): PhysicalName['definition'] {
  if (part.searched !== undefined) return { searched: part.searched(names.column) }
  if (part.spec !== undefined) {
    const on = part.on === undefined ? {} : { on: names[part.on] }
    return { spec: part.spec(names.column), ...on } satisfies BuiltIndex as { spec: string }
  }
  if (part.column === undefined) return {}
  const { type, default: initial } = part.column
  const notNull = 'notNull' in part.column && part.column.notNull === true
  return {
    type,
    notNull,
    ...(initial === undefined ? {} : { default: initial }),
    ...(part.derived === true ? { derived: true } : {}),
  } satisfies BuiltColumn as Record<string, unknown>
}

/** True when what was built serves what is wanted; whether a job still works on it does not matter. */
function fits(has: PhysicalName, wanted: PhysicalName['definition']): boolean {
  if (has.kind === 'table' || has.kind === 'links') return true
  return has.kind === 'column'
    ? has.definition.type === wanted.type &&
        has.definition.notNull === wanted.notNull &&
        has.definition.default === wanted.default
    : has.kind === 'search'
      ? isEqualJson(has.definition.searched, wanted.searched)
      : has.definition.spec === wanted.spec && has.definition.on === wanted.on
}

/** True when a search table need not be filled anew: what is searched in addition holds nothing yet. */
function onlyGrows(has: PhysicalName, wanted: PhysicalName['definition'], blank: ReadonlySet<string>): boolean {
  const built = new Set((has.definition as unknown as BuiltSearch).searched)
  const { searched } = wanted as unknown as BuiltSearch
  const added = searched.filter((entry) => !built.has(entry))
  return (
    !has.hidden &&
    added.length + built.size === searched.length &&
    added.every((entry) => blank.has(columnOfEntry(entry)))
  )
}

/** Which table beside an object's a part makes up: that of search, or that of likely duplicates. */
const sideTable = ({ objectId, partId }: WantedPart): string =>
  `${objectId}/${partId === likenessPart ? likenessPart : ''}`

/** `<field>/<column>/<how>`: see searchPart. */
const columnOfEntry = (entry: string): string => entry.split('/')[1] ?? ''

function actOfRemoval(part: PhysicalName, liveObjects: ReadonlySet<string>): 'hide' | 'drop' {
  if (!liveObjects.has(part.objectId)) return 'hide'
  const holdsData = part.kind === 'links' || (part.kind === 'column' && part.definition.derived !== true)
  return holdsData ? 'hide' : 'drop'
}
