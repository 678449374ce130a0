import type { Pool } from 'pg'
import type { Engine } from '../contract.js'
import { testAdmin } from '../engine.testing.js'
import { systemActor } from './actor.js'
import { fieldsOf } from './reference-model.testing.js'
import type { Cell, Level, ModelGrant, ModelWorld, ObjectKey, RowsKey, Scope } from './reference-model.testing.js'

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
/** What texts of the model are. */
export const words = { level: ['gold', 'silver', 'iron'], stage: ['open', 'won', 'lost'] } as const
const rowsOf: Readonly<Record<ObjectKey, readonly RowsKey[]>> = {
  account: ['credit > 50', 'owner = me'],
  deal: ['amount > 50', 'stage = "won"', 'customer.level = "gold"', 'owner = me'],
}

/** A workspace of the engine and the same in the model, changed at random. */
export class AccessWorld {
  protected readonly world: ModelWorld = {
    people: new Map(),
    departments: new Map(),
    roles: new Map(),
    records: new Map(),
    shares: [],
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

  /** Where the stream of events stood before there were records. */
  protected begin = ''
  /** Files by id, with the deal that holds each. */
  protected readonly files = new Map<string, string>()

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
    this.begin = (await this.engine.events(testAdmin, { limit: 1 })).next
    for (let n = 0; n < 12; n += 1) await this.#make('account', n)
    for (let n = 0; n < 30; n += 1) await this.#make('deal', n)
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

  async #make(object: ObjectKey, n: number): Promise<void> {
    const place = String(n).padStart(2, '0')
    const score = (): number => Math.floor(this.random() * 100) + n / 1000
    const accounts = [...this.world.records.values()].filter((one) => one.object === 'account')
    const values: Record<string, Cell> =
      object === 'account'
        ? { name: `acc${place}`, phone: `138000000${place}`, credit: score(), level: this.pick(words.level) }
        : {
            subject: `deal${place}`,
            customer: this.chance(0.1) ? null : this.pick(accounts).id,
            amount: score(),
            cost: score(),
            stage: this.pick(words.stage),
          }
    const owner = this.chance(0.1) ? null : this.pick([...this.world.people.keys()])
    const { id } = await this.engine.records.create(testAdmin, object, { ...values, owner })
    this.world.records.set(id, { id, object, owner, values })
    if (object === 'deal' && n < 6) await this.#attach(id)
  }

  /** Another organisation, other roles, other shares over the same records. */
  async shuffle(): Promise<void> {
    await this.#reorganise()
    for (const key of roleKeys) {
      const grants = (['account', 'deal'] as const).flatMap((object) =>
        Array.from({ length: Math.floor(this.random() * 3) }, () => this.#grant(object)),
      )
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
    const actions = ['read', ...['create', 'change', 'delete', 'transfer'].filter(() => this.chance(0.4))].filter(
      (action) => action !== 'read' || this.chance(0.9),
    )
    const all = object === 'deal' ? [...fieldsOf(object), 'doc'] : fieldsOf(object)
    const named = all.filter(() => this.chance(0.25))
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

function documentOf({ fields, ...grant }: ModelGrant): object {
  return { ...grant, fields: Object.entries(fields).map(([field, access]) => ({ field, access })) }
}
