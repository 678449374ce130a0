/** What the model is about: people, roles, records and shares as plain values, and what the fields of its modules are. */
export type Level = 'none' | 'masked' | 'read' | 'write'
export type Scope = 'own' | 'subordinates' | 'department' | 'departmentTree' | 'all'
export type ObjectKey = 'account' | 'deal' | 'item'
export type Cell = string | number | null
/** Of links: ids in the order the pairs were made; null is none. */
export type Value = Cell | readonly Cell[]

export interface ModelGrant {
  readonly object: ObjectKey
  readonly actions: readonly string[]
  readonly scope: Scope
  readonly rows?: RowsKey
  readonly otherFields: Level
  readonly fields: Readonly<Record<string, Level>>
}

export interface ModelRecord {
  readonly id: string
  readonly object: ObjectKey
  owner: string | null
  readonly values: Record<string, Cell>
}

export interface ModelPerson {
  readonly id: string
  main: string | null
  departments: string[]
  manager: string | null
  roles: string[]
}

export interface ModelShare {
  readonly record: string
  readonly with: string
  readonly level: 'read' | 'change'
}

/** A deal and an account that is its partner. */
export interface ModelPair {
  readonly deal: string
  readonly account: string
}

export interface ModelWorld {
  readonly people: Map<string, ModelPerson>
  readonly departments: Map<string, { id: string; parent: string | null; manager: string | null }>
  readonly roles: Map<string, readonly ModelGrant[]>
  /** Those that are not in the bin. */
  readonly records: Map<string, ModelRecord>
  readonly bin: Map<string, ModelRecord>
  shares: ModelShare[]
  /** In the order they were made; also those of records in the bin. */
  pairs: ModelPair[]
}

/** The formulas that grants use, beside what they mean. */
export const rowFormulas = {
  'amount > 50': (it: ModelRecord) => Number(it.values.amount) > 50,
  'price > 50': (it: ModelRecord) => Number(it.values.price) > 50,
  'stage = "won"': (it: ModelRecord) => it.values.stage === 'won',
  'customer.level = "gold"': (it: ModelRecord, { records, bin }: ModelWorld) => {
    const customer = String(it.values.customer)
    return (records.get(customer) ?? bin.get(customer))?.values.level === 'gold'
  },
  'credit > 50': (it: ModelRecord) => Number(it.values.credit) > 50,
  'owner = me': (it: ModelRecord, _: ModelWorld, me: string) => it.owner === me,
} as const
export type RowsKey = keyof typeof rowFormulas

/** What people fill in. */
export const stored: Readonly<Record<ObjectKey, readonly string[]>> = {
  account: ['name', 'phone', 'credit', 'level', 'partnerOf'],
  deal: ['subject', 'customer', 'amount', 'cost', 'stage', 'parent', 'about', 'partners', 'lines'],
  item: ['what', 'deal', 'price'],
}

/** Of a computed field: the fields it is made of, and whether they stand on the record itself, on its lines, or elsewhere. */
export type Input = readonly ['own' | 'lines' | 'elsewhere', ObjectKey, string]
export const computed: Readonly<Record<ObjectKey, Readonly<Record<string, readonly Input[]>>>> = {
  account: {
    twice: [['own', 'account', 'credit']],
    dealSum: [
      ['elsewhere', 'deal', 'customer'],
      ['elsewhere', 'deal', 'amount'],
    ],
  },
  deal: {
    margin: [
      ['own', 'deal', 'amount'],
      ['own', 'deal', 'cost'],
    ],
    accLevel: [
      ['own', 'deal', 'customer'],
      ['elsewhere', 'account', 'level'],
    ],
    lineSum: [
      ['lines', 'item', 'deal'],
      ['lines', 'item', 'price'],
    ],
    partnerCredit: [
      ['own', 'deal', 'partners'],
      ['elsewhere', 'account', 'credit'],
    ],
  },
  item: { double: [['own', 'item', 'price']] },
}

export const titleOf: Readonly<Record<ObjectKey, string>> = { account: 'name', deal: 'subject', item: 'what' }
export const fieldsOf = (object: ObjectKey): readonly string[] => [...stored[object], ...Object.keys(computed[object])]

/** Fields that hold one other record. */
export const lookups = ['customer', 'parent', 'about', 'deal'] as const
/** Fields that hold many. */
export const links = ['partners', 'partnerOf'] as const
export const isLookup = (field: string): boolean => (lookups as readonly string[]).includes(field)
export const isLinks = (field: string): boolean => (links as readonly string[]).includes(field)
/** The objects a path over a field goes on in. */
export const targetOf: Readonly<Record<string, ObjectKey>> = {
  customer: 'account',
  parent: 'deal',
  deal: 'deal',
  partners: 'account',
  partnerOf: 'deal',
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000

/** A value as everything that is computed sees it: rights are no matter here. */
export function rawValue(world: ModelWorld, record: ModelRecord, field: string): Value {
  const { id, values } = record
  const sum = (of: readonly (ModelRecord | undefined)[], what: string): number =>
    thousandths(of.reduce((total, one) => total + Number(one?.values[what] ?? 0), 0))
  const pointing = (object: ObjectKey, lookup: string): readonly ModelRecord[] =>
    [...world.records.values()].filter((one) => one.object === object && one.values[lookup] === id)
  const linked = (near: 'deal' | 'account', far: 'deal' | 'account'): readonly string[] | null => {
    const live = world.pairs.filter((pair) => pair[near] === id && world.records.has(pair[far]))
    return live.length === 0 ? null : live.map((pair) => pair[far])
  }
  switch (field) {
    case 'id':
      return id
    case 'owner':
      return record.owner
    case 'partners':
      return linked('deal', 'account')
    case 'partnerOf':
      return linked('account', 'deal')
    case 'twice':
      return values.credit === null ? null : thousandths(Number(values.credit) * 2)
    case 'double':
      return values.price === null ? null : thousandths(Number(values.price) * 2)
    case 'margin':
      return values.amount === null || values.cost === null
        ? null
        : thousandths(Number(values.amount) - Number(values.cost))
    case 'accLevel':
      return world.records.get(String(values.customer))?.values.level ?? null
    case 'dealSum':
      return sum(pointing('deal', 'customer'), 'amount')
    case 'lineSum':
      return sum(pointing('item', 'deal'), 'price')
    case 'partnerCredit':
      return sum(
        (linked('deal', 'account') ?? []).map((account) => world.records.get(account)),
        'credit',
      )
    default:
      return values[field] ?? null
  }
}
