import type { Pool } from 'pg'
import type { Engine } from '../contract.js'
import { testAdmin } from '../engine.testing.js'
import { systemActor } from './actor.js'
import { computed, fieldsOf, lookups, rawValue, stored } from './model-world.testing.js'
import type {
  Cell,
  Level,
  ModelGrant,
  ModelRecord,
  ModelWorld,
  ObjectKey,
  RowsKey,
  Scope,
} from './model-world.testing.js'

/** mulberry32: small, seeded, good enough to choose cases. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const scopes: readonly Scope[] = ['own', 'subordinates', 'department', 'departmentTree', 'all']
const levels: readonly Level[] = ['none', 'masked', 'read', 'write']
const roleKeys = ['roleA', 'roleB', 'roleC', 'roleD']
export const objectKeys: readonly ObjectKey[] = ['account', 'deal', 'item']
/** What texts of the model are. */
export const words = { level: ['gold', 'silver', 'iron'], stage: ['open', 'won', 'lost'] } as const
const rowsOf: Readonly<Record<ObjectKey, readonly RowsKey[]>> = {
  account: ['credit > 50', 'owner = me'],
  deal: ['amount > 50', 'stage = "won"', 'customer.level = "gold"', 'owner = me'],
  item: ['price > 50', 'owner = me'],
}
/** So many records of an object there are at least, and at most when an organisation begins. */
const sizes: Readonly<Record<ObjectKey, readonly [number, number]>> = {
  account: [10, 14],
  deal: [22, 28],
  item: [20, 34],
}

/** What is sent for a new record: fields of the model by key. */
export type Sent = Readonly<Record<string, unknown>>

/** A workspace of the engine and the same in the model, changed at random. */
export class AccessWorld {
  protected readonly world: ModelWorld = {
    people: new Map(),
    departments: new Map(),
    roles: new Map(),
    records: new Map(),
    bin: new Map(),
    shares: [],
    pairs: [],
  }

  constructor(
    protected readonly engine: Engine,
    protected readonly pool: Pool,
    protected readonly random: () => number,
  ) {}

  protected pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T
  }

  protected chance(part: number): boolean {
    return this.random() < part
  }

  /** Where the stream of events stood when the organisation began, and whose records were written since. */
  protected begin = ''
  protected readonly touched = new Set<string>()
  /** Files by id, with the deal that holds each. */
  protected readonly files = new Map<string, string>()
  /** Of records in the bin: with whose deletion they went there. */
  readonly #wentWith = new Map<string, string>()
  /** Records thought of so far: what makes their texts differ. */
  protected made = 0

  /** People, departments and records; owners, values and roles change later. */
  async fill(): Promise<void> {
    const platform = systemActor('main', 'test')
    for (let n = 0; n < 6; n += 1) {
      const parent = n === 0 ? null : this.pick([...this.world.departments.keys()])
      const { id } = await this.engine.records.create(platform, 'department', { name: `D${n}`, parent })
      this.world.departments.set(id, { id, parent, manager: null })
    }
    for (let n = 0; n < 9; n += 1) {
      const id = `01900000-0000-7000-8000-0000000001${n}0`
      await this.engine.records.create(platform, 'user', { id, name: `P${n}`, email: `p${n}@example.com` })
      this.world.people.set(id, { id, main: null, departments: [], manager: null, roles: [] })
    }
    for (const object of objectKeys)
      for (let n = 0; n < sizes[object][1]; n += 1) {
        const made = await this.#make(object)
        if (object === 'deal' && n < 6) await this.#attach(made.id)
      }
  }

  /** All that the model knows, to go on with in a copy of the database. */
  state(): string {
    const maps = ['people', 'departments', 'roles', 'records', 'bin'] as const
    const { shares, pairs } = this.world
    return JSON.stringify({ shares, pairs, files: [...this.files], ...mapped(maps, (map) => [...this.world[map]]) })
  }

  resume(state: string): void {
    type Entries = readonly (readonly [string, string])[]
    const { shares, pairs, files = [], ...maps } = JSON.parse(state) as Record<string, Entries>
    Object.assign(
      this.world,
      { shares, pairs },
      mapped(Object.keys(maps), (map) => new Map(maps[map])),
    )
    for (const [file, deal] of files) this.files.set(file, deal)
  }

  /** Live records of an object. */
  protected records(object: ObjectKey): readonly ModelRecord[] {
    return [...this.world.records.values()].filter((one) => one.object === object)
  }

  protected linesOf(deal: string): readonly ModelRecord[] {
    return this.records('item').filter(({ values }) => values.deal === deal)
  }

  /** Live partners of a deal, in order. */
  protected partnersOf(deal: string): readonly string[] {
    return (rawValue(this.world, { id: deal, object: 'deal', owner: null, values: {} }, 'partners') ?? []) as string[]
  }

  /** Ids of live records, some of which whoever asks may not see. */
  protected ids(): { readonly account: string; readonly deal: string } {
    return { account: this.pick(this.records('account')).id, deal: this.pick(this.records('deal')).id }
  }

  async #attach(deal: string): Promise<void> {
    const file = await this.engine.files.begin(testAdmin)
    await this.engine.files.complete(testAdmin, file, {
      name: 'a.txt',
      type: 'text/plain',
      size: 1,
      sha256: '0'.repeat(64),
    })
    await this.engine.records.update(testAdmin, 'deal', deal, { doc: [file] })
    this.files.set(file, deal)
  }

  /** A random value for a field that holds one. */
  protected valueFor(field: string): Cell {
    const place = String(this.made).padStart(4, '0')
    const { account, deal } = this.world.records.size === 0 ? { account: null, deal: null } : this.#someIds()
    const texts: Readonly<Record<string, () => Cell>> = {
      name: () => `acc${place}`,
      subject: () => `deal${place}`,
      what: () => `thing${place}`,
      phone: () => `1380000${place}`,
      level: () => this.pick(words.level),
      stage: () => this.pick(words.stage),
      customer: () => (this.chance(0.1) ? null : account),
      parent: () => (this.chance(0.4) ? null : deal),
      about: () => this.pick([null, account, deal]),
      deal: () => deal,
    }
    return (texts[field] ?? (() => (Math.floor(this.random() * 100) * 1000 + (this.made % 1000)) / 1000))()
  }

  #someIds(): { readonly account: string | null; readonly deal: string | null } {
    const one = (object: ObjectKey): string | null => {
      const known = this.records(object)
      return known.length === 0 ? null : this.pick(known).id
    }
    return { account: one('account'), deal: one('deal') }
  }

  /** Values of a new record: `part` of what may be filled in. */
  protected valuesFor(object: ObjectKey, part: number): Record<string, unknown> {
    this.made += 1
    const single = stored[object].filter((field) => !['partners', 'partnerOf', 'lines'].includes(field))
    const chosen = single.filter((field) => field === 'deal' || this.chance(part))
    const values: Record<string, unknown> = Object.fromEntries(chosen.map((field) => [field, this.valueFor(field)]))
    if (object === 'deal' && this.chance(part)) values.partners = this.somePartners()
    if (this.chance(part)) values.owner = this.pick([null, ...this.world.people.keys(), ...this.world.people.keys()])
    return values
  }

  protected somePartners(): readonly string[] {
    return this.records('account')
      .map(({ id }) => id)
      .filter(() => this.chance(0.15))
  }

  async #make(object: ObjectKey): Promise<ModelRecord> {
    const values = this.valuesFor(object, 1)
    const { id } = await this.engine.records.create(testAdmin, object, values)
    return this.added(object, id, values, testAdmin.id)
  }

  /** The model learns of a new record. */
  protected added(object: ObjectKey, id: string, sent: Sent, maker: string): ModelRecord {
    const empty = stored[object].map((field) => [field, null] as const)
    const record: ModelRecord = { id, object, owner: maker, values: Object.fromEntries(empty) }
    this.world.records.set(id, record)
    this.touched.add(id)
    this.changed(record, sent)
    return record
  }

  /** The model learns of new values; those of lines are told by their own records. What stays as it was is no event. */
  protected changed(record: ModelRecord, sent: Sent): void {
    const before = JSON.stringify([record, this.partnersOf(record.id)])
    for (const [field, value] of Object.entries(sent)) {
      if (field === 'owner') record.owner = value as string | null
      else if (field === 'partners') this.#link(record.id, (value ?? []) as readonly string[])
      else if (field !== 'lines') record.values[field] = value as Cell
    }
    if (JSON.stringify([record, this.partnersOf(record.id)]) !== before) this.touched.add(record.id)
  }

  /** Pairs that stay keep their place; those of accounts in the bin are nobody's to take away. */
  #link(deal: string, accounts: readonly string[]): void {
    const known = this.world.pairs.filter((pair) => pair.deal === deal && this.world.records.has(pair.account))
    const isLeft = (account: string): boolean => accounts.includes(account)
    this.world.pairs = this.world.pairs.filter((pair) => !known.includes(pair) || isLeft(pair.account))
    for (const account of accounts)
      if (!known.some((pair) => pair.account === account)) this.world.pairs.push({ deal, account })
  }

  /** Would a deal come to stand above itself? */
  protected wouldCircle(id: string, parent: unknown): boolean {
    for (let at = parent; at !== null && at !== undefined; at = this.world.records.get(String(at))?.values.parent)
      if (at === id) return true
    return false
  }

  /** What holds an account back from the bin: a deal of it. */
  protected isHeld({ id }: ModelRecord): boolean {
    return this.records('deal').some(({ values }) => values.customer === id)
  }

  /** The model learns that a record went to the bin: its lines go along, what pointed to it is blank. */
  protected removed(record: ModelRecord): void {
    const leaving = [record, ...this.linesOf(record.id)]
    for (const one of leaving) {
      this.world.records.delete(one.id)
      this.world.bin.set(one.id, one)
      this.#wentWith.set(one.id, record.id)
      this.touched.add(one.id)
    }
    for (const { id, values } of this.world.records.values())
      for (const field of ['parent', 'about'])
        if (values[field] === record.id) {
          values[field] = null
          this.touched.add(id)
        }
  }

  /** The model learns that it came back, and with it what went with it; lookups to what is gone by now are blank. */
  protected restored(record: ModelRecord): void {
    const back = [...this.world.bin.values()].filter(
      ({ id }) => id === record.id || this.#wentWith.get(id) === record.id,
    )
    for (const one of back) {
      this.world.bin.delete(one.id)
      this.world.records.set(one.id, one)
      this.touched.add(one.id)
    }
    for (const { values } of back)
      for (const field of lookups) if (!this.world.records.has(String(values[field]))) values[field] = null
  }

  /** As many records as at the beginning, some with other values. */
  async #tidy(): Promise<void> {
    for (const object of ['item', 'deal', 'account'] as const) {
      const [least, most] = sizes[object]
      const surplus = [...this.records(object)].filter((one) => !this.isHeld(one) && !this.#holdsFile(one))
      for (const one of surplus.slice(0, Math.max(0, this.records(object).length - most))) {
        await this.engine.records.remove(testAdmin, object, one.id)
        this.removed(one)
      }
      while (this.records(object).length < least) await this.#make(object)
    }
    for (const one of this.world.records.values()) {
      if (!this.chance(0.3)) continue
      const sent = { owner: this.pick([null, ...this.world.people.keys()]), ...this.#otherValues(one) }
      await this.engine.records.update(testAdmin, one.object, one.id, sent)
      this.changed(one, sent)
    }
  }

  #otherValues({ object }: ModelRecord): Sent {
    const field = { account: 'credit', deal: 'amount', item: 'price' }[object]
    return { [field]: this.valueFor(field), ...(object === 'deal' ? { partners: this.somePartners() } : {}) }
  }

  #holdsFile({ id }: ModelRecord): boolean {
    return [...this.files.values()].includes(id)
  }

  /** What happened before is forgotten. */
  protected async beginHere(): Promise<void> {
    this.begin = (await this.engine.events(testAdmin, { limit: 1 })).next
    this.touched.clear()
  }

  /** Another organisation, other roles, other shares over the same records. */
  async shuffle(): Promise<void> {
    await this.beginHere()
    await this.#tidy()
    await this.#reorganise()
    for (const key of roleKeys) {
      const grants = objectKeys.flatMap((object) => {
        // Half of the roles say nothing of lines.
        const most = object === 'item' && this.chance(0.5) ? 1 : 3
        return Array.from({ length: Math.floor(this.random() * most) }, () => this.#grant(object))
      })
      this.world.roles.set(key, grants)
    }
    const documents = roleKeys.map((key) => ({
      op: 'put' as const,
      document: { kind: 'role', key, label: key, grants: (this.world.roles.get(key) ?? []).map(documentOf) } as never,
    }))
    await this.engine.changes.publish(testAdmin, { changes: documents })
    for (const person of this.world.people.values()) person.roles = roleKeys.filter(() => this.chance(0.4))
    await this.#share()
  }

  async #reorganise(): Promise<void> {
    const platform = systemActor('main', 'test')
    const [people, departments] = [[...this.world.people.values()], [...this.world.departments.values()]]
    for (const department of departments) {
      department.manager = this.chance(0.5) ? this.pick(people).id : null
      await this.engine.records.update(platform, 'department', department.id, { manager: department.manager })
    }
    for (const person of people) await this.engine.records.update(platform, 'user', person.id, { manager: null })
    for (const [index, person] of people.entries()) {
      // Only those before: no circle can come of it.
      person.manager = index > 0 && this.chance(0.4) ? (people[Math.floor(this.random() * index)]?.id ?? null) : null
      const main = this.chance(0.8) ? this.pick(departments).id : null
      const further = departments.filter(({ id }) => id !== main && this.chance(0.15)).map(({ id }) => id)
      person.main = main
      person.departments = [...(main === null ? [] : [main]), ...further]
      await this.engine.records.update(platform, 'user', person.id, {
        manager: person.manager,
        department: main,
        departments: further,
      })
    }
  }

  #grant(object: ObjectKey): ModelGrant {
    const names = Object.keys(computed[object])
    const actions = [
      'read',
      ...['create', 'change', 'delete', 'transfer', 'export'].filter(() => this.chance(0.4)),
    ].filter((action) => action !== 'read' || this.chance(0.9))
    const all = object === 'deal' ? [...fieldsOf(object), 'doc'] : fieldsOf(object)
    const named = all.filter((field) => this.chance(names.includes(field) ? 0.1 : 0.25))
    return {
      object,
      actions: actions.length === 0 ? ['read'] : actions,
      scope: this.pick(scopes),
      ...(this.chance(0.3) ? { rows: this.pick(rowsOf[object]) } : {}),
      otherFields: this.pick(levels),
      fields: Object.fromEntries(named.map((field) => [field, this.pick(levels)])),
    }
  }

  async #share(): Promise<void> {
    await this.pool.query('DELETE FROM ws_main.shares')
    this.world.shares = []
    const records = [...this.world.records.values()]
    const roles = await this.engine.access.roles('main')
    for (let n = Math.floor(this.random() * 8); n > 0; n -= 1) {
      const record = this.pick(records)
      const kind = this.pick(['person', 'department', 'role'] as const)
      const level = this.pick(['read', 'change'] as const)
      const ids = {
        person: [...this.world.people.keys()],
        department: [...this.world.departments.keys()],
        role: roleKeys,
      }
      const id = this.pick(ids[kind])
      const subject = `${kind}:${id}`
      this.world.shares = this.world.shares.filter((one) => one.record !== record.id || one.with !== subject)
      this.world.shares.push({ record: record.id, with: subject, level })
      await this.engine.access.share(testAdmin, record.object, record.id, { with: { kind, id }, level })
    }
    // The table was emptied behind the engine's back: it learns of it as of any other change of who may see what.
    await this.pool.query('UPDATE ws_main.organisation SET revision = revision + 1')
    if (roles.length === 0) throw new Error('no roles were published')
  }
}

function mapped<N extends string, T>(names: readonly N[], value: (name: N) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, value(name)]))
}

function documentOf({ fields, ...grant }: ModelGrant): object {
  return { ...grant, fields: Object.entries(fields).map(([field, access]) => ({ field, access })) }
}
