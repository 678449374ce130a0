import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogObject, CatalogRollup } from '../catalog/catalog.js'
import type { RecordAction, RowCondition } from './access.js'
import { inputsOf } from './computed-inputs.js'
import type { InputStep } from './computed-inputs.js'
import { fieldLevels } from './role-documents.js'
import type { FieldLevel, RoleBody, RoleGrantBody } from './role-documents.js'
import { anyRow, bothOf, linesOf, ownedBy, rowsWhere, sharedRows } from './row-conditions.js'

/** A pair of rows and fields, with what may be done: a grant of a role, or what follows from one. */
export interface ObjectGrant {
  /** The grant of a role it is, or comes from; undefined for shares. */
  readonly from: { readonly role: RoleBody; readonly grant: RoleGrantBody } | undefined
  readonly condition: RowCondition
  readonly actions: ReadonlySet<RecordAction>
  readonly level: LevelOf
}

type LevelOf = (field: CatalogField) => FieldLevel

const rank = (level: FieldLevel): number => fieldLevels.indexOf(level)
const least = (one: FieldLevel, other: FieldLevel): FieldLevel => (rank(one) < rank(other) ? one : other)
export const isAtLeast = (level: FieldLevel, wanted: FieldLevel): boolean => rank(level) >= rank(wanted)

/** Whether a field of another object is in clear in all of its records: what a computed field may take from there unasked. */
export type ReadsAll = (object: string, field: string) => boolean

/**
 * What the roles of a person grant on an object. Lines that are written with a record (`details`) follow it, unless a role says
 * something about them itself. What is shared is a grant of its own, with the fields that all other grants show.
 */
export function grantsOn(
  catalog: Catalog,
  object: CatalogObject,
  roles: readonly RoleBody[],
  readsAll: ReadsAll,
): readonly ObjectGrant[] {
  const own = roles.flatMap((role) => grantsOfRole(catalog, object, role, readsAll))
  return [...own, ...linesOfShared(catalog, object, roles, readsAll), ...sharedGrants(catalog, object, own)]
}

/** Shared records of an object, for whoever reads any of it. */
function sharedGrants(catalog: Catalog, object: CatalogObject, own: readonly ObjectGrant[]): readonly ObjectGrant[] {
  const reading = own.filter(({ actions }) => actions.has('read'))
  if (reading.length === 0 || !catalog.organisation.sharedObjects.has(object.id)) return []
  const level = (field: CatalogField): FieldLevel => reading.map((grant) => grant.level(field)).reduce(least, 'write')
  const shared = (at: 'read' | 'change', actions: readonly RecordAction[]): ObjectGrant => ({
    from: undefined,
    condition: sharedRows(catalog, object, at),
    actions: new Set(actions),
    level,
  })
  const changes = own.some(({ actions }) => actions.has('change'))
  return [shared('read', ['read', 'print']), ...(changes ? [shared('change', ['change'])] : [])]
}

/** A shared record comes with its lines, unless every role that grants its object says something about them itself. */
function linesOfShared(
  catalog: Catalog,
  object: CatalogObject,
  roles: readonly RoleBody[],
  readsAll: ReadsAll,
): readonly ObjectGrant[] {
  return ownersOfLines(catalog, object).flatMap(({ parent, details, via }) => {
    const above = roles.map((role) => grantsOfRole(catalog, parent, role, readsAll))
    if (!roles.some((role, at) => (above[at] ?? []).length > 0 && !speaksOf(role, object))) return []
    const shared = sharedGrants(catalog, parent, above.flat())
    return shared.flatMap((grant) => linesGrant(catalog, parent, details, via, grant, readsAll))
  })
}

const speaksOf = ({ grants = [] }: RoleBody, object: CatalogObject): boolean =>
  grants.some((grant) => grant.object === object.id)

function grantsOfRole(
  catalog: Catalog,
  object: CatalogObject,
  role: RoleBody,
  readsAll: ReadsAll,
): readonly ObjectGrant[] {
  const own = (role.grants ?? []).filter((grant) => grant.object === object.id)
  if (own.length > 0)
    return own.flatMap((grant) => {
      const condition = conditionOf(catalog, object, grant)
      return condition === undefined ? [] : [objectGrant(catalog, object, role, grant, condition, readsAll)]
    })
  return ownersOfLines(catalog, object).flatMap(({ parent, details, via }) =>
    grantsOfRole(catalog, parent, role, readsAll).flatMap((grant) =>
      linesGrant(catalog, parent, details, via, grant, readsAll),
    ),
  )
}

/** Undefined where the formula is not sound: nothing is granted by what cannot be understood. */
function conditionOf(catalog: Catalog, object: CatalogObject, grant: RoleGrantBody): RowCondition | undefined {
  const { scope = 'all', rows } = grant
  const owned = scope === 'all' ? anyRow : ownedBy(scope)
  if (rows === undefined) return owned
  const where = rowsWhere(catalog, object, rows)
  return where === undefined ? undefined : bothOf(owned, where)
}

function objectGrant(
  catalog: Catalog,
  object: CatalogObject,
  role: RoleBody,
  grant: RoleGrantBody,
  condition: RowCondition,
  readsAll: ReadsAll,
): ObjectGrant {
  const named = new Map((grant.fields ?? []).map(({ field, access }) => [field, access]))
  const level: LevelOf = levels(
    (field) => named.get(field.memberOf ?? field.id),
    grant.otherFields ?? 'write',
    (field) => {
      const { rollup } = field
      const own = rollup === undefined ? undefined : linesField(object, rollup)
      const follows = own !== undefined && !(role.grants ?? []).some((other) => other.object === rollup?.child)
      const lines = follows ? linesLevels(own, level, readsAll) : undefined
      const isRead = (step: InputStep): boolean => {
        const read = fieldById(objectById(catalog, step.object), step.field)
        const own = step.from === 'record' ? level : step.from === 'child' ? lines : undefined
        return step.isFirst && own !== undefined ? isAtLeast(own(read), 'read') : readsAll(step.object, step.field)
      }
      const { steps, titles } = inputsOf(field)
      const showsTitle = (id: string): boolean => readsAll(id, objectById(catalog, id).titleField.id)
      return steps.every(isRead) && [...titles].every(showsTitle)
    },
  )
  return { from: { role, grant }, condition, actions: new Set(grant.actions), level }
}

/**
 * The level of each field, asked once: what is named; system fields are always read; a computed field shows nothing that its inputs
 * hide, unless it is named: a disclosure somebody decided.
 */
function levels(
  named: (field: CatalogField) => FieldLevel | undefined,
  others: FieldLevel,
  isOpenTo: (field: CatalogField) => boolean,
): LevelOf {
  const known = new Map<string, FieldLevel>()
  const find = (field: CatalogField): FieldLevel => {
    if (field.system) return field.key === 'owner' ? 'write' : 'read'
    return isOpenTo(field) ? others : 'none'
  }
  return (field) => {
    let found = known.get(field.id)
    if (found === undefined) {
      found = named(field) ?? find(field)
      known.set(field.id, found)
    }
    return found
  }
}

/** The field of lines that a roll-up of the same record adds up. */
const linesField = (object: CatalogObject, { child, via }: CatalogRollup): CatalogField | undefined =>
  object.fields.find(({ details }) => details?.child === child && details.via === via)

/** Levels on the lines of a record, as those of the field that holds them; `above`: on the record. */
function linesLevels(details: CatalogField, above: LevelOf, readsAll: ReadsAll): LevelOf {
  const whole = above(details)
  return levels(
    () => undefined,
    whole,
    (field) =>
      inputsOf(field).titles.size === 0 &&
      inputsOf(field).steps.every((step) =>
        step.from === 'record' && step.isFirst ? isAtLeast(whole, 'read') : readsAll(step.object, step.field),
      ),
  )
}

interface OwnerOfLines {
  readonly parent: CatalogObject
  readonly details: CatalogField
  readonly via: CatalogField
}

/** The objects whose records are written with lines of this one. */
function ownersOfLines(catalog: Catalog, child: CatalogObject): readonly OwnerOfLines[] {
  return [...catalog.objects.values()].flatMap((parent) =>
    parent.fields.flatMap((details) => {
      const via = details.details?.child === child.id ? child.fieldsById.get(details.details.via) : undefined
      return via === undefined ? [] : [{ parent, details, via }]
    }),
  )
}

/** Lines may be made, changed and taken away by whoever may change their record and its lines. */
function linesGrant(
  catalog: Catalog,
  parent: CatalogObject,
  details: CatalogField,
  via: CatalogField,
  grant: ObjectGrant,
  readsAll: ReadsAll,
): readonly ObjectGrant[] {
  const level = grant.level(details)
  if (!isAtLeast(level, 'read')) return []
  const writes = level === 'write' && (grant.actions.has('change') || grant.actions.has('create'))
  const passed = (['read', 'export', 'print'] as const).filter((action) => grant.actions.has(action))
  const written = writes ? (['create', 'change', 'delete', 'transfer'] as const) : []
  return [
    {
      from: grant.from,
      condition: linesOf(catalog, parent.id, via, grant.condition),
      actions: new Set<RecordAction>([...passed, ...written]),
      level: linesLevels(details, grant.level, readsAll),
    },
  ]
}
