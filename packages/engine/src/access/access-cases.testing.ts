import type { Pool } from 'pg'
import type { Actor, Engine } from '../contract.js'
import { testAdmin } from '../engine.testing.js'
import { systemActor } from './actor.js'
import { codeOr, compare, filters, masked, plain, round, sorts } from './access-questions.testing.js'
import type { Query } from './access-questions.testing.js'
import { fieldsOf, Model, stored } from './reference-model.testing.js'
import type {
  Cell,
  Level,
  ModelGrant,
  ModelRecord,
  ModelWorld,
  ObjectKey,
  RowsKey,
  Scope,
} from './reference-model.testing.js'

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
const words = { level: ['gold', 'silver', 'iron'], stage: ['open', 'won', 'lost'] } as const
const rowsOf: Readonly<Record<ObjectKey, readonly RowsKey[]>> = {
  account: ['credit > 50', 'owner = me'],
  deal: ['amount > 50', 'stage = "won"', 'customer.level = "gold"', 'owner = me'],
}

/** What is asked; lists more often than the rest. */
const kinds = [
  'get',
  'list',
  'list',
  'sort',
  'aggregate',
  'search',
  'history',
  'write',
  'documents',
  'events',
  'rights',
  'files',
  'duplicates',
] as const

/** A workspace of the engine and the same in the model, changed at random; every case asks both. */
export class AccessCases {
  readonly differences: string[] = []
  cases = 0
  readonly #world: ModelWorld = {
    people: new Map(),
    departments: new Map(),
    roles: new Map(),
    records: new Map(),
    shares: [],
  }

  constructor(
    private readonly engine: Engine,
    private readonly pool: Pool,
    private readonly random: () => number,
  ) {}

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T
  }

  #chance(part: number): boolean {
    return this.random() < part
  }

  /** Where the stream of events stood before there were records. */
  #begin = ''
  /** Files by id, with the deal that holds each. */
  readonly #files = new Map<string, string>()

  /** People, departments and records; owners, values and roles change later. */
  async fill(): Promise<void> {
    const platform = systemActor('main', 'test')
    for (let n = 0; n < 6; n += 1) {
      const parent = n === 0 ? null : this.#pick([...this.#world.departments.keys()])
      const { id } = await this.engine.records.create(platform, 'department', { name: `D${n}`, parent })
      this.#world.departments.set(id, { id, parent, manager: null })
    }
    for (let n = 0; n < 9; n += 1) {
      const id = `01900000-0000-7000-8000-0000000001${n}0`
      await this.engine.records.create(platform, 'user', { id, name: `P${n}`, email: `p${n}@example.com` })
      this.#world.people.set(id, { id, main: null, departments: [], manager: null, roles: [] })
    }
    this.#begin = (await this.engine.events(testAdmin, { limit: 1 })).next
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
    this.#files.set(file, deal)
  }

  async #make(object: ObjectKey, n: number): Promise<void> {
    const place = String(n).padStart(2, '0')
    const score = (): number => Math.floor(this.random() * 100) + n / 1000
    const accounts = [...this.#world.records.values()].filter((one) => one.object === 'account')
    const values: Record<string, Cell> =
      object === 'account'
        ? { name: `acc${place}`, phone: `138000000${place}`, credit: score(), level: this.#pick(words.level) }
        : {
            subject: `deal${place}`,
            customer: this.#chance(0.1) ? null : this.#pick(accounts).id,
            amount: score(),
            cost: score(),
            stage: this.#pick(words.stage),
          }
    const owner = this.#chance(0.1) ? null : this.#pick([...this.#world.people.keys()])
    const { id } = await this.engine.records.create(testAdmin, object, { ...values, owner })
    this.#world.records.set(id, { id, object, owner, values })
    if (object === 'deal' && n < 6) await this.#attach(id)
  }

  /** Another organisation, other roles, other shares over the same records. */
  async shuffle(): Promise<void> {
    await this.#reorganise()
    for (const key of roleKeys) {
      const grants = (['account', 'deal'] as const).flatMap((object) =>
        Array.from({ length: Math.floor(this.random() * 3) }, () => this.#grant(object)),
      )
      this.#world.roles.set(key, grants)
    }
    const documents = roleKeys.map((key) => ({
      op: 'put' as const,
      document: { kind: 'role', key, label: key, grants: (this.#world.roles.get(key) ?? []).map(documentOf) } as never,
    }))
    await this.engine.changes.publish(testAdmin, { changes: documents })
    for (const person of this.#world.people.values()) person.roles = roleKeys.filter(() => this.#chance(0.4))
    await this.#share()
  }

  async #reorganise(): Promise<void> {
    const platform = systemActor('main', 'test')
    const [people, departments] = [[...this.#world.people.values()], [...this.#world.departments.values()]]
    for (const department of departments) {
      department.manager = this.#chance(0.5) ? this.#pick(people).id : null
      await this.engine.records.update(platform, 'department', department.id, { manager: department.manager })
    }
    for (const person of people) await this.engine.records.update(platform, 'user', person.id, { manager: null })
    for (const [index, person] of people.entries()) {
      // Only those before: no circle can come of it.
      person.manager = index > 0 && this.#chance(0.4) ? (people[Math.floor(this.random() * index)]?.id ?? null) : null
      const main = this.#chance(0.8) ? this.#pick(departments).id : null
      const further = departments.filter(({ id }) => id !== main && this.#chance(0.15)).map(({ id }) => id)
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
    const actions = ['read', ...['create', 'change', 'delete', 'transfer'].filter(() => this.#chance(0.4))].filter(
      (action) => action !== 'read' || this.#chance(0.9),
    )
    const all = object === 'deal' ? [...fieldsOf(object), 'doc'] : fieldsOf(object)
    const named = all.filter(() => this.#chance(0.25))
    return {
      object,
      actions: actions.length === 0 ? ['read'] : actions,
      scope: this.#pick(scopes),
      ...(this.#chance(0.3) ? { rows: this.#pick(rowsOf[object]) } : {}),
      otherFields: this.#pick(levels),
      fields: Object.fromEntries(named.map((field) => [field, this.#pick(levels)])),
    }
  }

  async #share(): Promise<void> {
    await this.pool.query('DELETE FROM ws_main.shares')
    this.#world.shares = []
    const records = [...this.#world.records.values()]
    const roles = await this.engine.access.roles('main')
    for (let n = Math.floor(this.random() * 8); n > 0; n -= 1) {
      const record = this.#pick(records)
      const kind = this.#pick(['person', 'department', 'role'] as const)
      const level = this.#pick(['read', 'change'] as const)
      const ids = {
        person: [...this.#world.people.keys()],
        department: [...this.#world.departments.keys()],
        role: roleKeys,
      }
      const id = this.#pick(ids[kind])
      const subject = `${kind}:${id}`
      this.#world.shares = this.#world.shares.filter((one) => one.record !== record.id || one.with !== subject)
      this.#world.shares.push({ record: record.id, with: subject, level })
      await this.engine.access.share(testAdmin, record.object, record.id, { with: { kind, id }, level })
    }
    // The table was emptied behind the engine's back: it learns of it as of any other change of who may see what.
    await this.pool.query('UPDATE ws_main.organisation SET revision = revision + 1')
    if (roles.length === 0) throw new Error('no roles were published')
  }

  /** One person asks one thing; what the model says otherwise is noted. */
  async ask(): Promise<void> {
    this.cases += 1
    const person = this.#pick([...this.#world.people.values()])
    const actor: Actor = { ...testAdmin, id: person.id, name: person.id, roles: person.roles }
    const object = this.#pick(['account', 'deal'] as const)
    const model = new Model(this.#world, person.id)
    const kind = this.#pick(kinds)
    const asked = { actor, object, model, person: person.id }
    const [said, wanted, about] = await this[`_${kind}`](asked)
    if (JSON.stringify(said) !== JSON.stringify(wanted))
      this.differences.push(
        `case ${this.cases}, ${kind} ${object} ${about}, person ${person.id}, roles ${JSON.stringify(person.roles.map((role) => [role, this.#world.roles.get(role)]))}:\n  engine ${JSON.stringify(said)}\n  model  ${JSON.stringify(wanted)}`,
      )
  }

  #all(object: ObjectKey, model: Model): readonly ModelRecord[] {
    return [...this.#world.records.values()].filter((one) => one.object === object && model.reads(one))
  }

  /** A field as answers show it; undefined: it is not there. */
  #shown(model: Model, record: ModelRecord, field: string): unknown {
    if (!model.names(record.object, field, 'masked')) return undefined
    if (model.isMasked(record, field)) {
      const value = model.raw(record, field)
      return typeof value === 'string' && field !== 'customer' ? masked(value) : null
    }
    const value = model.compared(record, field)
    if (field !== 'customer' || value === null) return value
    const target = this.#world.records.get(String(value)) as ModelRecord
    return { id: target.id, title: model.title(target) }
  }

  #record(model: Model, record: ModelRecord): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      ['id', ...fieldsOf(record.object)].flatMap((field) => {
        const value = field === 'id' ? record.id : this.#shown(model, record, field)
        return value === undefined ? [] : [[field, value]]
      }),
    )
  }

  async _get({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.#pick([...this.#world.records.values()].filter((one) => one.object === object))
    const said = await codeOr(async () =>
      plain(object, JSON.parse((await this.engine.records.get(actor, object, record.id)).json)),
    )
    const wanted = !model.sees(object)
      ? 'record.unknown_object'
      : model.reads(record)
        ? this.#record(model, record)
        : 'record.not_found'
    return [said, wanted, record.id]
  }

  async _list(asked: Asked): Promise<Verdict> {
    const filter = this.#pick(filters[asked.object])
    return this.#page(asked, filter, 'id')
  }

  async _sort(asked: Asked): Promise<Verdict> {
    const by = this.#pick(sorts[asked.object])
    return this.#page(asked, undefined, this.#chance(0.5) ? by : `-${by}`)
  }

  async #page({ actor, object, model, person }: Asked, filter: Query | undefined, sort: string): Promise<Verdict> {
    const by = sort.replace('-', '')
    const query = {
      ...(filter === undefined ? {} : { filter: filter.text }),
      sort: by === 'id' ? ['id'] : [sort, 'id'],
      count: 'exact' as const,
    }
    const said = await codeOr(async () => {
      const { recordsJson, count } = await this.engine.records.query(actor, object, query)
      return { count, records: (JSON.parse(recordsJson) as object[]).map((one) => plain(object, one)) }
    })
    const about = JSON.stringify(query)
    if (!model.sees(object)) return [said, 'record.unknown_object', about]
    if (filter?.names.some((name) => !this.#isNamed(model, object, name)) === true)
      return [said, 'request.bad_filter', about]
    if (by !== 'id' && !this.#isNamed(model, object, by)) return [said, 'request.bad_sort', about]
    const found = this.#all(object, model).filter(
      (one) => filter === undefined || filter.holds((path) => model.compared(one, path), person),
    )
    const keyOf = (one: ModelRecord): Cell => {
      if (by === 'id') return null
      const value = model.compared(one, by)
      return by === 'customer' && value !== null
        ? model.title(this.#world.records.get(String(value)) as ModelRecord)
        : value
    }
    const ordered = [...found].sort(
      (a, b) => compare(keyOf(a), keyOf(b), sort.startsWith('-')) || (a.id < b.id ? -1 : 1),
    )
    return [said, { count: ordered.length, records: ordered.map((one) => this.#record(model, one)) }, about]
  }

  /** May a filter name it? Each step in clear somewhere, and what is behind a lookup only of an object that is seen. */
  #isNamed(model: Model, object: ObjectKey, path: string): boolean {
    const [field = '', below] = path.split('.')
    if (!model.names(object, field, 'read')) return false
    return below === undefined || (model.sees('account') && model.names('account', below, 'read'))
  }

  async _aggregate({ actor, object, model }: Asked): Promise<Verdict> {
    const group = object === 'deal' ? 'stage' : 'level'
    const field = this.#pick(object === 'deal' ? ['amount', 'cost', 'margin'] : ['credit', 'twice', 'dealSum'])
    const said = await codeOr(async () => {
      const { rowsJson } = await this.engine.records.aggregate(actor, object, {
        groupBy: [{ field: group }],
        measures: [
          { function: 'sum', field, as: 'sum' },
          { function: 'count', as: 'n' },
        ],
        sort: [group],
      })
      return (JSON.parse(rowsJson) as { sum: number }[]).map((row) => ({ ...row, sum: round(row.sum) }))
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', field]
    if (![group, field].every((name) => this.#isNamed(model, object, name))) return [said, 'request.bad_fields', field]
    const groups = new Map<Cell, { sum: number; n: number }>()
    for (const record of this.#all(object, model)) {
      const key = model.compared(record, group)
      const known = groups.get(key) ?? { sum: 0, n: 0 }
      groups.set(key, { sum: known.sum + Number(model.compared(record, field) ?? 0), n: known.n + 1 })
    }
    const rows = [...groups]
      .sort(([a], [b]) => compare(a, b, false))
      .map(([key, { sum, n }]) => ({ [group]: key, sum: round(sum), n }))
    return [said, rows, field]
  }

  async _search({ actor, object, model }: Asked): Promise<Verdict> {
    const word = this.#pick(object === 'deal' ? ['deal1', 'won', 'eal07'] : ['acc0', 'gold', '13800000001', 'acc11'])
    const fields = object === 'deal' ? ['subject', 'stage'] : ['name', 'phone', 'level']
    const said = await codeOr(async () => {
      const { recordsJson } = await this.engine.records.query(actor, object, { search: word, sort: ['id'] })
      return (JSON.parse(recordsJson) as { id: string }[]).map(({ id }) => id)
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', word]
    const searched = fields.filter((field) => model.searches(object, field))
    const found = this.#all(object, model).filter((one) =>
      searched.some((field) => String(model.raw(one, field) ?? '').includes(word)),
    )
    return [said, found.map(({ id }) => id).sort(), word]
  }

  async _history({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.#pick([...this.#world.records.values()].filter((one) => one.object === object))
    const said = await codeOr(async () => {
      const { entries } = await this.engine.records.history(actor, object, record.id, {})
      const told = new Set(entries.flatMap(({ changes }) => changes.map(({ field }) => field)))
      return stored[object].filter((field) => told.has(field))
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', record.id]
    if (!model.reads(record)) return [said, 'record.not_found', record.id]
    const known = stored[object].filter((field) => model.isClear(record, field) && this.#touched(record, field))
    return [said, known, record.id]
  }

  readonly #cleared = new Set<string>()

  /** History speaks of fields that ever had a value. */
  #touched(record: ModelRecord, field: string): boolean {
    return record.values[field] !== null || this.#cleared.has(`${record.id}/${field}`)
  }

  async _write({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.#pick([...this.#world.records.values()].filter((one) => one.object === object))
    const field = this.#pick(object === 'deal' ? ['amount', 'cost', 'stage', 'owner'] : ['credit', 'level', 'owner'])
    const value =
      field === 'owner'
        ? this.#pick([...this.#world.people.keys()])
        : field === 'stage' || field === 'level'
          ? this.#pick(words[field])
          : Math.floor(this.random() * 100) + 0.5
    const before = field === 'owner' ? record.owner : (record.values[field] ?? null)
    const said = await codeOr(async () => {
      await this.engine.records.update(actor, object, record.id, { [field]: value })
      return 'done'
    })
    const wanted = this.#verdictOn(model, record, field, value)
    if (said === 'done') {
      if (field === 'owner') record.owner = String(value)
      else record.values[field] = value
    } else {
      const { json } = await this.engine.records.get(testAdmin, object, record.id)
      const now = (JSON.parse(json) as Record<string, unknown>)[field]
      const kept = field === 'owner' ? ((now as { id: string } | null)?.id ?? null) : now
      if (kept !== before) return [`${String(said)}, and changed`, wanted, `${record.id} ${field}`]
    }
    return [said, wanted, `${record.id} ${field}=${value}`]
  }

  #verdictOn(model: Model, record: ModelRecord, field: string, value: Cell): string {
    const { object } = record
    if (!model.sees(object)) return 'record.unknown_object'
    if (!model.reads(record)) return 'record.not_found'
    if (!model.may(record, 'change')) return 'access.denied'
    const isOwner = field === 'owner'
    if (isOwner && record.owner !== value && !model.may(record, 'transfer')) return 'record.out_of_scope'
    if (!isOwner && !model.writes(record, field)) return 'record.invalid'
    const after: ModelRecord = isOwner
      ? { ...record, owner: String(value) }
      : { ...record, values: { ...record.values, [field]: value } }
    return model.may(after, 'change') || model.may(record, 'transfer') ? 'done' : 'record.out_of_scope'
  }

  async _documents({ actor, object, model }: Asked): Promise<Verdict> {
    const { documents } = await this.engine.documents.list(actor, { kinds: ['object'] })
    const document = documents.find(({ key }) => key === object) as { fields: { key: string }[] } | undefined
    const wanted = model.sees(object)
      ? fieldsOf(object)
          .filter((field) => model.names(object, field, 'masked'))
          .sort()
      : undefined
    const told = document?.fields.map(({ key }) => key).filter((key) => key !== 'doc')
    return [told?.sort(), wanted, '']
  }

  async _events({ actor, object, model }: Asked): Promise<Verdict> {
    const { events } = await this.engine.events(actor, { after: this.#begin, objects: [object], limit: 1_000 })
    const told = [...new Set(events.map(({ id }) => id))].sort()
    return [
      told,
      this.#all(object, model)
        .map(({ id }) => id)
        .sort(),
      '',
    ]
  }

  async _rights({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.#pick([...this.#world.records.values()].filter((one) => one.object === object))
    const said = await codeOr(async () => {
      const { fields } = await this.engine.access.ofRecord(actor, object, record.id)
      return fieldsOf(object).map((field) => [field, fields[field] ?? 'none'])
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', record.id]
    if (!model.reads(record)) return [said, 'record.not_found', record.id]
    return [said, fieldsOf(object).map((field) => [field, this.#levelIn(model, record, field)]), record.id]
  }

  /** What is computed is nobody's to write: to be read in clear is all there is of it. */
  #levelIn(model: Model, record: ModelRecord, field: string): string {
    const isStored = stored[record.object].includes(field)
    if (!model.names(record.object, field, 'masked')) return 'none'
    if (isStored && model.writes(record, field)) return 'write'
    if (model.isClear(record, field)) return isStored ? 'read' : 'write'
    return model.isMasked(record, field) ? 'masked' : 'none'
  }

  async _files({ actor, model }: Asked): Promise<Verdict> {
    const [file, deal] = this.#pick([...this.#files])
    const said = await codeOr(async () => (await this.engine.files.get(actor, file)).id)
    const holder = this.#world.records.get(deal) as ModelRecord
    return [said, model.reads(holder) && model.isClear(holder, 'doc') ? file : 'file.not_found', deal]
  }

  async _duplicates({ actor, model }: Asked): Promise<Verdict> {
    const level = this.#pick(words.level)
    const said = await codeOr(async () => {
      const { matches, hidden } = await this.engine.records.duplicates(actor, 'account', { values: { level } })
      return { found: matches.map(({ id, title }) => [id, title]).sort(), hidden }
    })
    if (!model.sees('account')) return [said, 'record.unknown_object', level]
    if (!model.names('account', 'level', 'read')) return [said, 'record.invalid', level]
    const alike = [...this.#world.records.values()].filter(
      (one) => one.object === 'account' && one.values.level === level,
    )
    const asked = model.searches('account', 'level') ? alike : []
    const seen = asked.filter((one) => model.reads(one))
    return [
      said,
      { found: seen.map((one) => [one.id, model.title(one)]).sort(), hidden: asked.length - seen.length },
      level,
    ]
  }
}

interface Asked {
  readonly actor: Actor
  readonly object: ObjectKey
  readonly model: Model
  readonly person: string
}

/** What the engine said, what the model says, what was asked. */
type Verdict = readonly [unknown, unknown, string]

function documentOf({ fields, ...grant }: ModelGrant): object {
  return { ...grant, fields: Object.entries(fields).map(([field, access]) => ({ field, access })) }
}

/** Runs cases until there are as many as asked for, with another organisation every `each`. */
export async function runAccessCases(cases: AccessCases, wanted: number, each: number): Promise<void> {
  await cases.fill()
  while (cases.cases < wanted && cases.differences.length === 0) {
    await cases.shuffle()
    for (let n = 0; n < each && cases.cases < wanted && cases.differences.length === 0; n += 1) await cases.ask()
  }
}
