/**
 * Who may see what, written from the sentences of decision 0028 alone and without a thought for speed: what `access/` is compared
 * with. Blank is null; `hidden` is a field that is not there at all.
 */
export type Level = 'none' | 'masked' | 'read' | 'write'
export type Scope = 'own' | 'subordinates' | 'department' | 'departmentTree' | 'all'

export interface ModelGrant {
  readonly object: ObjectKey
  readonly actions: readonly string[]
  readonly scope: Scope
  readonly rows?: RowsKey
  readonly otherFields: Level
  readonly fields: Readonly<Record<string, Level>>
}

export type ObjectKey = 'account' | 'deal'
export type Cell = string | number | null
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

export interface ModelWorld {
  readonly people: Map<string, ModelPerson>
  readonly departments: Map<string, { id: string; parent: string | null; manager: string | null }>
  readonly roles: Map<string, readonly ModelGrant[]>
  readonly records: Map<string, ModelRecord>
  shares: ModelShare[]
}

/** The formulas that grants use, beside what they mean. */
export const rowFormulas = {
  'amount > 50': (it: ModelRecord) => Number(it.values.amount) > 50,
  'stage = "won"': (it: ModelRecord) => it.values.stage === 'won',
  'customer.level = "gold"': (it: ModelRecord, world: ModelWorld) =>
    world.records.get(String(it.values.customer))?.values.level === 'gold',
  'credit > 50': (it: ModelRecord) => Number(it.values.credit) > 50,
  'owner = me': (it: ModelRecord, _: ModelWorld, me: string) => it.owner === me,
} as const
export type RowsKey = keyof typeof rowFormulas

/** Fields people fill in, and what the others are made of. */
export const stored: Readonly<Record<ObjectKey, readonly string[]>> = {
  account: ['name', 'phone', 'credit', 'level'],
  deal: ['subject', 'customer', 'amount', 'cost', 'stage'],
}
export const computed: Readonly<
  Record<ObjectKey, Readonly<Record<string, readonly (readonly [ObjectKey, string])[]>>>
> = {
  account: {
    twice: [['account', 'credit']],
    dealSum: [
      ['deal', 'customer'],
      ['deal', 'amount'],
    ],
  },
  deal: {
    margin: [
      ['deal', 'amount'],
      ['deal', 'cost'],
    ],
    accLevel: [
      ['deal', 'customer'],
      ['account', 'level'],
    ],
  },
}
export const titleOf: Readonly<Record<ObjectKey, string>> = { account: 'name', deal: 'subject' }
export const fieldsOf = (object: ObjectKey): readonly string[] => [...stored[object], ...Object.keys(computed[object])]

const order: readonly Level[] = ['none', 'masked', 'read', 'write']
const atLeast = (level: Level, wanted: Level): boolean => order.indexOf(level) >= order.indexOf(wanted)

/** What one person may do, by the model. */
export class Model {
  constructor(
    private readonly world: ModelWorld,
    private readonly me: string,
  ) {}

  private grants(object: ObjectKey): readonly ModelGrant[] {
    const roles = this.world.people.get(this.me)?.roles ?? []
    return roles.flatMap((role) => (this.world.roles.get(role) ?? []).filter((grant) => grant.object === object))
  }

  private above(department: string | null): string[] {
    const found: string[] = []
    for (let at = department; at !== null; at = this.world.departments.get(at)?.parent ?? null) found.push(at)
    return found
  }

  private superior(id: string): string | null {
    const person = this.world.people.get(id)
    if (person === undefined) return null
    if (person.manager !== null && person.manager !== id) return person.manager
    const leaders = this.above(person.main).map((at) => this.world.departments.get(at)?.manager ?? null)
    return leaders.find((leader) => leader !== null && leader !== id) ?? null
  }

  private isBelow(id: string): boolean {
    const met = new Set([id])
    for (let at = this.superior(id); at !== null && !met.has(at); at = this.superior(at)) {
      if (at === this.me) return true
      met.add(at)
    }
    return false
  }

  private inScope(scope: Scope, owner: string | null): boolean {
    if (scope === 'all') return true
    if (owner === null) return false
    if (owner === this.me) return true
    const [mine, theirs] = [this.me, owner].map((id) => this.world.people.get(id)?.departments ?? [])
    if (scope === 'subordinates') return this.isBelow(owner)
    if (scope === 'department') return theirs?.some((id) => mine?.includes(id)) === true
    return scope === 'departmentTree' && theirs?.some((id) => this.above(id).some((at) => mine?.includes(at))) === true
  }

  private covers(grant: ModelGrant, record: ModelRecord): boolean {
    const isMeant = grant.rows === undefined || rowFormulas[grant.rows](record, this.world, this.me)
    return isMeant && this.inScope(grant.scope, record.owner)
  }

  private isShared(record: ModelRecord, level: 'read' | 'change'): boolean {
    const person = this.world.people.get(this.me)
    const around = (person?.departments ?? []).flatMap((id) => this.above(id)).map((id) => `department:${id}`)
    const subjects = new Set([`person:${this.me}`, ...around, ...(person?.roles ?? []).map((role) => `role:${role}`)])
    return this.world.shares.some(
      (share) =>
        share.record === record.id && subjects.has(share.with) && (level === 'read' || share.level === 'change'),
    )
  }

  private level(grant: ModelGrant, field: string): Level {
    const own = grant.fields[field]
    if (own !== undefined) return own
    const inputs = computed[grant.object][field] ?? []
    const isOpen = inputs.every(([object, input]) =>
      object === grant.object && field !== 'dealSum'
        ? atLeast(this.level(grant, input), 'read')
        : this.readsAll(object, input),
    )
    return isOpen ? grant.otherFields : 'none'
  }

  private readsAll(object: ObjectKey, field: string): boolean {
    return this.grants(object).some(
      (grant) =>
        grant.actions.includes('read') &&
        grant.scope === 'all' &&
        grant.rows === undefined &&
        atLeast(this.level(grant, field), 'read'),
    )
  }

  sees(object: ObjectKey): boolean {
    return this.grants(object).some(({ actions }) => actions.includes('read'))
  }

  /** Grants with an action that cover a record, with the levels they give; what is shared among them. */
  private holding(record: ModelRecord, action: string): readonly ((field: string) => Level)[] {
    const all = this.grants(record.object)
    const own = all.filter((grant) => grant.actions.includes(action) && this.covers(grant, record))
    const levels = own.map((grant) => (field: string) => this.level(grant, field))
    const reading = all.filter(({ actions }) => actions.includes('read'))
    const mayChange = all.some(({ actions }) => actions.includes('change'))
    const isShared =
      reading.length > 0 &&
      (action === 'read'
        ? this.isShared(record, 'read')
        : action === 'change' && mayChange && this.isShared(record, 'change'))
    const least = (field: string): Level =>
      reading
        .map((grant) => this.level(grant, field))
        .reduce((one, other) => (atLeast(one, other) ? other : one), 'write')
    return isShared ? [...levels, least] : levels
  }

  may(record: ModelRecord, action: string): boolean {
    return this.holding(record, action).length > 0
  }

  readonly reads = (record: ModelRecord): boolean => this.may(record, 'read')

  writes(record: ModelRecord, field: string): boolean {
    return this.holding(record, 'change').some((level) => level(field) === 'write')
  }

  /** In some rows at least so; the static part of names. */
  names(object: ObjectKey, field: string, wanted: Level): boolean {
    return this.grants(object).some(
      (grant) => grant.actions.includes('read') && atLeast(this.level(grant, field), wanted),
    )
  }

  writesSomewhere(object: ObjectKey, field: string): boolean {
    return this.grants(object).some((grant) => grant.actions.includes('change') && this.level(grant, field) === 'write')
  }

  isClear(record: ModelRecord, field: string): boolean {
    return this.holding(record, 'read').some((level) => atLeast(level(field), 'read'))
  }

  isMasked(record: ModelRecord, field: string): boolean {
    return !this.isClear(record, field) && this.holding(record, 'read').some((level) => level(field) === 'masked')
  }

  /** Search looks where every reading grant shows the field, or one that covers everything does. */
  searches(object: ObjectKey, field: string): boolean {
    const reading = this.grants(object).filter(({ actions }) => actions.includes('read'))
    const clear = reading.filter((grant) => atLeast(this.level(grant, field), 'read'))
    const key = ({ scope, rows }: ModelGrant): string => `${scope} ${rows ?? ''}`
    const covered = new Set(clear.map(key))
    const shared = this.world.shares.some((share) => this.world.records.get(share.record)?.object === object)
    if (covered.has('all ')) return true
    const isInShares = !shared || reading.every((grant) => atLeast(this.level(grant, field), 'read'))
    return clear.length > 0 && reading.every((grant) => covered.has(key(grant))) && isInShares
  }

  /** What filters, orders and groups compare: blank where it is not in clear; a record out of sight is blank. */
  compared(record: ModelRecord, path: string): Cell {
    const [field = '', below] = path.split('.')
    const value = field === 'owner' || this.isClear(record, field) ? this.raw(record, field) : null
    if (field !== 'customer') return value
    const target = value === null ? undefined : this.world.records.get(String(value))
    if (target === undefined || !this.reads(target)) return null
    return below === undefined ? target.id : this.compared(target, below)
  }

  title(record: ModelRecord): Cell {
    return this.compared(record, titleOf[record.object])
  }

  /** The value itself, as everything that is computed sees it. */
  raw(record: ModelRecord, field: string): Cell {
    if (field === 'owner') return record.owner
    const { values } = record
    const customer = this.world.records.get(String(values.customer))
    if (field === 'twice') return thousandths(Number(values.credit) * 2)
    if (field === 'margin') return thousandths(Number(values.amount) - Number(values.cost))
    if (field === 'accLevel') return customer?.values.level ?? null
    if (field !== 'dealSum') return values[field] ?? null
    const deals = [...this.world.records.values()].filter(
      (deal) => deal.object === 'deal' && deal.values.customer === record.id,
    )
    return thousandths(deals.reduce((sum, deal) => sum + Number(deal.values.amount), 0))
  }
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000
