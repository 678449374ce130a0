import type { AnyTarget, FieldPath, FormulaType, PathStep, PathVersion, Scope, ScopeField } from '../index.js'

/** The objects, fields and table of the agreement suite. */

const simple = (kind: 'number' | 'text' | 'boolean' | 'date' | 'datetime' | 'time' | 'duration'): FormulaType => ({
  kind,
})
const listOf = (of: FormulaType): FormulaType => ({ kind: 'list', of })

function options(field: string, pairs: readonly (readonly [string, string])[]): FormulaType {
  return { kind: 'option', field, options: pairs.map(([id, key]) => ({ id, key, label: key.toUpperCase() })) }
}

// Keys overlap between the two, ids do not: options of different fields compare by key.
export const stage = options('deal.o1', [
  ['new', 'new'],
  ['won_k2', 'won'],
  ['lost', 'lost'],
  ['x1', 'late'],
])
export const level = options('deal.o2', [
  ['new_b', 'new'],
  ['vip', 'vip'],
  ['won', 'won'],
])

/** A record of one of two objects. */
export const related: FormulaType = {
  kind: 'anyRecord',
  targets: [
    { object: 'department', field: 'deal.related~department' },
    { object: 'user', field: 'deal.related~user' },
  ],
}

const shared: Readonly<Record<string, FormulaType>> = {
  n1: simple('number'),
  t1: simple('text'),
  b1: simple('boolean'),
  d1: simple('date'),
  dt1: simple('datetime'),
}

export const objects: Readonly<Record<string, Readonly<Record<string, FormulaType>>>> = {
  deal: {
    ...shared,
    n2: simple('number'),
    n3: simple('number'),
    t2: simple('text'),
    d2: simple('date'),
    dt2: simple('datetime'),
    tm1: simple('time'),
    tm2: simple('time'),
    du1: simple('duration'),
    du2: simple('duration'),
    o1: stage,
    o2: level,
    r1: { kind: 'record', object: 'department' },
    r2: { kind: 'record', object: 'department' },
    owner: { kind: 'record', object: 'user' },
    customer: { kind: 'record', object: 'customer' },
    related,
    ln: listOf(simple('number')),
    lt: listOf(simple('text')),
    lo: listOf(stage),
    lr: listOf({ kind: 'record', object: 'department' }),
  },
  customer: { ...shared, o1: stage, owner: { kind: 'record', object: 'user' } },
  user: { ...shared, department: { kind: 'record', object: 'department' } },
  department: { ...shared },
}

/** Every path that the generator uses, with its type: [text, path, version, type]. */
export interface WorldPath {
  readonly text: string
  readonly path: FieldPath
  readonly version: PathVersion
  readonly type: FormulaType
}

function pathsFrom(
  object: string,
  version: PathVersion,
  prefix: FieldPath,
  depth: number,
  text = '',
): readonly WorldPath[] {
  return Object.entries(objects[object] ?? {}).flatMap(([key, type]) => {
    const path = [...prefix, { object, field: `${object}.${key}`, key }]
    const start = version === 'current' ? '' : `${version}.`
    const own = { text: (text === '' ? start : `${text}.`) + key, path, version, type }
    if (type.kind === 'anyRecord') return [own, ...type.targets.flatMap((target) => narrowed(own, target, depth))]
    const deeper = type.kind === 'record' && type.object !== 'department' && depth > 0
    return deeper ? [own, ...pathsFrom(type.object, version, path, depth - 1, own.text)] : [own]
  })
}

/** `AS(related, user)`, and what lies behind it. */
function narrowed({ text, path, version }: WorldPath, { object, field }: AnyTarget, depth: number): WorldPath[] {
  const last = path.at(-1) as PathStep
  const over = [...path.slice(0, -1), { ...last, field, of: last.field }]
  const own = { text: `AS(${text}, ${object})`, path: over, version, type: { kind: 'record', object } as const }
  return depth > 0 ? [own, ...pathsFrom(object, version, over, depth - 2, own.text)] : [own]
}

export const worldPaths: readonly WorldPath[] = [
  ...pathsFrom('deal', 'current', [], 2),
  ...pathsFrom('deal', 'old', [], 0),
  ...pathsFrom('user', 'me', [], 0),
]

/** Column of a path in the table and in rows. */
export function columnOf(path: FieldPath, version: PathVersion): string {
  return [version, ...path.map((step) => (step.of === undefined ? step.key : step.field))].join('__')
}

export const departments = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
  '00000000-0000-4000-8000-000000000003',
  '00000000-0000-4000-8000-000000000004',
] as const

export const people = ['00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2'] as const

/** A chain: every department is below the ones before it. The last one has no title. */
export function isUnderDepartment(id: string, ancestor: string): boolean {
  const [below, above] = [departments.indexOf(id as never), departments.indexOf(ancestor as never)]
  return above >= 0 && below >= above
}

export function titleOf(id: string): string | null {
  const index = [...departments, ...people].indexOf(id as never)
  return index < 0 || index === departments.length - 1 ? null : `Title ${index} 标题`
}

function toField(object: string, key: string, type: FormulaType): ScopeField {
  return { id: `${object}.${key}`, key, type, class: 'record' }
}

export const scope: Scope = {
  root: 'deal',
  field(object, name) {
    const key = 'key' in name ? name.key : name.id.slice(object.length + 1)
    const type = objects[object]?.[key]
    return type && toField(object, key, type)
  },
  fieldKeys: (object) => Object.keys(objects[object] ?? {}),
  allowMe: true,
  allowOld: true,
  userObject: 'user',
  hasTree: (object) => object === 'department',
  objectKey: (object) => (object in objects ? object : undefined),
}

const columnTypes: Readonly<Record<Exclude<FormulaType['kind'], 'list'>, string>> = {
  number: 'numeric',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz(3)',
  time: 'time(0)',
  duration: 'numeric',
  blank: 'text',
  option: 'text',
  record: 'uuid',
  anyRecord: 'uuid',
}

function columnType(type: FormulaType): string {
  return type.kind === 'list' ? `${columnType(type.of)}[]` : columnTypes[type.kind]
}

/** Tables of the suite: the row type, the tree as a closure, the titles. */
export function createWorldSql(): string {
  const columns = worldPaths.map(({ path, version, type }) => `"${columnOf(path, version)}" ${columnType(type)}`)
  const closure = departments.flatMap((id) =>
    departments.filter((above) => isUnderDepartment(id, above)).map((above) => `('${id}'::uuid, '${above}'::uuid)`),
  )
  const titles = [...departments, ...people].flatMap((id) =>
    titleOf(id) === null ? [] : [`('${id}'::uuid, '${titleOf(id)}')`],
  )
  return `
    CREATE TABLE agreement (id int PRIMARY KEY, ${columns.join(', ')});
    CREATE TABLE tree (id uuid, above uuid); INSERT INTO tree VALUES ${closure.join(', ')};
    CREATE TABLE title (id uuid, title text); INSERT INTO title VALUES ${titles.join(', ')};`
}
