import { fieldsOf } from './reference-model.testing.js'
import type { Cell, ObjectKey } from './reference-model.testing.js'

const text = (key: string): object => ({ key, type: 'text', label: key })
const number = (key: string): object => ({ key, type: 'number', label: key, decimals: 3 })

/** The modules of the model, as documents. */
export const modelDocuments: readonly object[] = [
  {
    kind: 'object',
    key: 'account',
    label: 'account',
    titleField: 'name',
    fields: [
      text('name'),
      { key: 'phone', type: 'phone', label: 'phone' },
      number('credit'),
      text('level'),
      { key: 'twice', type: 'formula', label: 'twice', formula: 'credit * 2' },
      { key: 'dealSum', type: 'rollup', label: 'dealSum', relation: 'deal.customer', function: 'sum', field: 'amount' },
    ],
    duplicates: [{ key: 'sameLevel', fields: [{ field: 'level', match: 'exact' }], action: 'warn' }],
  },
  {
    kind: 'object',
    key: 'deal',
    label: 'deal',
    titleField: 'subject',
    fields: [
      text('subject'),
      { key: 'customer', type: 'lookup', label: 'customer', target: 'account' },
      number('amount'),
      number('cost'),
      text('stage'),
      { key: 'doc', type: 'file', label: 'doc' },
      { key: 'margin', type: 'formula', label: 'margin', formula: 'amount - cost' },
      { key: 'accLevel', type: 'formula', label: 'accLevel', formula: 'customer.level' },
    ],
  },
]

/** A filter beside what it means. */
export interface Query {
  readonly text: string
  readonly names: readonly string[]
  readonly holds: (value: (path: string) => Cell, me: string) => boolean
}

const more = (path: string): Query => ({
  text: `${path} > 50`,
  names: [path],
  holds: (value) => Number(value(path) ?? -1) > 50,
})
const same = (path: string, wanted: string): Query => ({
  text: `${path} = "${wanted}"`,
  names: [path],
  holds: (value) => value(path) === wanted,
})

export const filters: Readonly<Record<ObjectKey, readonly Query[]>> = {
  account: [
    more('credit'),
    more('twice'),
    more('dealSum'),
    same('level', 'gold'),
    same('phone', '13800000003'),
    { text: 'not (credit > 50)', names: ['credit'], holds: (value) => !(Number(value('credit') ?? -1) > 50) },
    { text: 'level = blank', names: ['level'], holds: (value) => value('level') === null },
  ],
  deal: [
    more('amount'),
    more('cost'),
    more('margin'),
    more('customer.credit'),
    same('stage', 'won'),
    same('accLevel', 'gold'),
    same('customer.level', 'gold'),
    {
      text: 'owner = me and amount > 20',
      names: ['amount'],
      holds: (value, me) => value('owner') === me && Number(value('amount') ?? -1) > 20,
    },
    { text: 'not (cost > 50)', names: ['cost'], holds: (value) => !(Number(value('cost') ?? -1) > 50) },
    { text: 'customer = blank', names: ['customer'], holds: (value) => value('customer') === null },
    {
      text: 'stage = "won" or cost > 90',
      names: ['stage', 'cost'],
      holds: (value) => value('stage') === 'won' || Number(value('cost') ?? -1) > 90,
    },
  ],
}

export const sorts: Readonly<Record<ObjectKey, readonly string[]>> = {
  account: ['name', 'credit', 'twice', 'level', 'dealSum'],
  deal: ['subject', 'amount', 'cost', 'margin', 'stage', 'customer', 'customer.credit'],
}

/** What came, or the code of the refusal. */
export async function codeOr<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work()
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code !== 'string') throw error
    return code
  }
}

/** The fields of the model, in its order: what is not there stays out. */
export function plain(object: ObjectKey, record: object): Readonly<Record<string, unknown>> {
  const values = record as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    ['id', ...fieldsOf(object)].flatMap((field) => (field in values ? [[field, normal(values[field])]] : [])),
  )
}

export const round = (value: number): number => Math.round(value * 1e6) / 1e6
const normal = (value: unknown): unknown => (typeof value === 'number' ? round(value) : value)

/** As lists order: blanks last whatever the direction. */
export function compare(a: Cell, b: Cell, descending: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  const direction = a < b ? -1 : 1
  return descending ? -direction : direction
}

/** As `sql/mask-sql` leaves texts. */
export function masked(value: string): string {
  if (value.length >= 10) return value.slice(0, 3) + '*'.repeat(value.length - 7) + value.slice(-4)
  return `${value.slice(0, Math.min(1, Math.floor(value.length / 2)))}***`
}
