import { fieldsOf } from './model-world.testing.js'
import type { Cell, ObjectKey, Value } from './model-world.testing.js'

/** What a filter asks of a record. */
export interface It {
  readonly value: (path: string) => Value
  readonly isUnder: (id: Value, top: string) => boolean
  /** Whoever asks, or one of those who report to them, step by step. */
  readonly isMineOrBelow: (owner: Value) => boolean
  readonly me: string
}

/** A filter beside what it means. */
export interface Query {
  readonly text: string
  readonly names: readonly string[]
  /** It climbs the tree of deals: who may not see every step may not ask. */
  readonly climbs?: true
  readonly holds: (it: It) => boolean
}

const amountOf = (value: Value): number => Number(value ?? -1)
const listOf = (value: Value): readonly Cell[] => [value ?? []].flat()

const more = (path: string): Query => ({
  text: `${path} > 50`,
  names: [path],
  holds: ({ value }) => amountOf(value(path)) > 50,
})
const same = (path: string, wanted: string): Query => ({
  text: `${path} = "${wanted}"`,
  names: [path],
  holds: ({ value }) => value(path) === wanted,
})
const blank = (path: string): Query => ({
  text: `ISBLANK(${path})`,
  names: [path],
  holds: ({ value }) => value(path) === null,
})
const has = (path: string, id: string): Query => ({
  text: `HAS(${path}, "${id}")`,
  names: [path],
  holds: ({ value }) => listOf(value(path)).includes(id),
})
const not = ({ text, names, holds }: Query): Query => ({
  text: `not (${text})`,
  names,
  holds: (it) => !holds(it),
})

/** Some id of each object, whether or not whoever asks may see it. */
export interface Ids {
  readonly account: string
  readonly deal: string
}

export const filters: Readonly<Record<ObjectKey, (ids: Ids) => readonly Query[]>> = {
  account: ({ deal }) => [
    more('credit'),
    more('twice'),
    more('dealSum'),
    same('level', 'gold'),
    same('phone', '13800000003'),
    not(more('credit')),
    blank('level'),
    has('partnerOf', deal),
    blank('partnerOf'),
    {
      text: 'SUM(partnerOf.amount) > 50',
      names: ['partnerOf.amount'],
      holds: ({ value }) => listOf(value('partnerOf.amount')).reduce<number>((sum, one) => sum + Number(one), 0) > 50,
    },
  ],
  deal: ({ account, deal }) => [
    more('amount'),
    more('cost'),
    more('margin'),
    more('lineSum'),
    more('partnerCredit'),
    more('customer.credit'),
    more('parent.amount'),
    same('stage', 'won'),
    same('accLevel', 'gold'),
    same('customer.level', 'gold'),
    same('customer', account),
    not(same('customer', account)),
    same('about', account),
    same('about', deal),
    blank('about'),
    {
      text: 'AS(about, account).level = "gold"',
      names: ['about', 'about.level'],
      holds: ({ value }) => value('about.level') === 'gold',
    },
    blank('partners'),
    has('partners', account),
    not(has('partners', account)),
    {
      text: 'COUNT(partners) > 1',
      names: ['partners'],
      holds: ({ value }) => listOf(value('partners')).length > 1,
    },
    {
      text: 'SUM(partners.credit) > 50',
      names: ['partners.credit'],
      holds: ({ value }) => listOf(value('partners.credit')).reduce<number>((sum, one) => sum + Number(one), 0) > 50,
    },
    {
      text: `id under "${deal}"`,
      names: ['parent'],
      climbs: true,
      holds: ({ value, isUnder }) => isUnder(value('id'), deal),
    },
    {
      text: `parent under "${deal}"`,
      names: ['parent'],
      climbs: true,
      holds: ({ value, isUnder }) => isUnder(value('parent'), deal),
    },
    {
      text: 'parent under AS(about, deal)',
      names: ['parent', 'about'],
      climbs: true,
      holds: ({ value, isUnder }) => isUnder(value('parent'), String(value('about'))),
    },
    {
      text: 'owner = me and amount > 20',
      names: ['amount'],
      holds: ({ value, me }) => value('owner') === me && amountOf(value('amount')) > 20,
    },
    {
      text: 'owner under me',
      names: [],
      holds: ({ value, isMineOrBelow }) => isMineOrBelow(value('owner')),
    },
    not(more('cost')),
    blank('customer'),
    {
      text: 'stage = "won" or cost > 90',
      names: ['stage', 'cost'],
      holds: ({ value }) => value('stage') === 'won' || amountOf(value('cost')) > 90,
    },
  ],
  item: ({ deal }) => [
    more('price'),
    more('double'),
    more('deal.amount'),
    same('deal', deal),
    blank('deal'),
    not(more('price')),
    { text: 'owner = me', names: [], holds: ({ value, me }) => value('owner') === me },
  ],
}

export const sorts: Readonly<Record<ObjectKey, readonly string[]>> = {
  account: ['name', 'credit', 'twice', 'level', 'dealSum'],
  deal: [
    'subject',
    'amount',
    'cost',
    'margin',
    'stage',
    'customer',
    'customer.credit',
    'parent',
    'parent.amount',
    'lineSum',
    'partnerCredit',
  ],
  item: ['what', 'price', 'double', 'deal', 'deal.cost'],
}

/** What is grouped by, and what is added up. */
export const groups: Readonly<Record<ObjectKey, { readonly by: readonly string[]; readonly sums: readonly string[] }>> =
  {
    account: { by: ['level'], sums: ['credit', 'twice', 'dealSum'] },
    deal: { by: ['stage', 'customer.level'], sums: ['amount', 'cost', 'margin', 'lineSum', 'partnerCredit'] },
    item: { by: ['deal.stage'], sums: ['price', 'double'] },
  }

/** Words to look for, and the texts they may be found in. */
export const searches: Readonly<
  Record<ObjectKey, { readonly words: readonly string[]; readonly fields: readonly string[] }>
> = {
  account: { words: ['acc000', 'gold', '13800000001', 'acc0011'], fields: ['name', 'phone', 'level'] },
  deal: { words: ['deal001', 'won', 'eal0007'], fields: ['subject', 'stage'] },
  item: { words: ['thing000', 'thing0012'], fields: ['what'] },
}

/** What the engine said was wrong when it last refused: told with a difference, asked nowhere else. */
export const lastRefusal: { problems: unknown } = { problems: undefined }

/** What came, or the code of the refusal. */
export async function codeOr<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work()
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code !== 'string') throw error
    lastRefusal.problems = (error as { errors?: unknown }).errors
    return code
  }
}

/** The fields of the model, in its order: what is not there stays out. */
export function plain(object: ObjectKey, record: object): Readonly<Record<string, unknown>> {
  const values = record as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    ['id', ...fieldsOf(object)].flatMap((field) => (field in values ? [[field, normal(field, values[field])]] : [])),
  )
}

export const round = (value: number): number => Math.round(value * 1e6) / 1e6
const normal = (field: string, value: unknown): unknown => {
  if (field === 'lines' && Array.isArray(value)) return value.map((line) => plain('item', line as object))
  return typeof value === 'number' ? round(value) : value
}

/** As lists order: blanks last whatever the direction. */
export function compare(a: Value, b: Value, descending: boolean): number {
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
